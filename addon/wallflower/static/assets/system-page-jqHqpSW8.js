import{A as e,E as t,N as n,Nt as r,S as i,U as a,a as o,b as s,h as c,n as l,r as u,t as d,v as f,w as p,x as m,y as h}from"./page-D0ugUTSi.js";import{t as g}from"./rights-KL0q-kIB.js";import{a as _,c as v,l as y,o as b,s as x,t as S}from"./dialog-Bs6PCZAe.js";import{a as C,n as w,o as T,r as E}from"./format-D3oDhqzU.js";import{n as D}from"./jobs-ChF0fcAJ.js";import{t as O}from"./remote-H5oXzMW2.js";var k=t`
  .item {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 0.25rem 1rem;
    padding: 0.75rem 0;
    border-top: 1px solid var(--wf-line);
  }
  .item progress {
    grid-column: 1 / -1;
    width: 100%;
    height: 0.5rem;
    accent-color: var(--wf-accent);
  }
  .item .failed {
    color: var(--wf-bad);
  }
`;function A(e,t){return e?.find(e=>e.id===t&&D(e))??null}function j({progress:t,transfer:n}){let r=[T(t)];return n!==null&&n.total_bytes!==null&&r.push(e(`system.transfer`,{done:_(n.done_bytes),total:_(n.total_bytes)})),n!==null&&n.left_s!==null&&r.push(e(`jobs.left`,{time:E(n.left_s*1e3)})),r.join(` · `)}function M(t,n){let{job:r}=n;return p`
    <div class="item">
      <div>
        <strong>${t.title}</strong>
        <p class="hint">
          ${[_(t.size_bytes),e(t.in_use?`system.in_use`:`system.model.${t.state}`),t.machine].filter(Boolean).join(` · `)}
          ${t.licence===null?i:t.licence_url===null?p`· ${t.licence}`:p`· <a href=${t.licence_url} target="_blank" rel="noreferrer">${t.licence}</a>`}
        </p>
        ${t.reason===null?i:p`<p class="failed">${t.reason}</p>`}
        ${r===null?i:p`<p class="hint">${j(r)}</p>`}
      </div>
      <div>${n.isAllowed?N(t,n):i}</div>
      ${r===null?i:p`<progress max="1" .value=${r.progress} aria-label=${t.title}></progress>`}
    </div>
  `}function N(t,{job:n,install:r,remove:a,cancel:o}){let s=p`<span class="hidden-text">${t.title}</span>`;return n===null?t.state===`installed`||t.state===`broken`?t.in_use?i:p`<button @click=${a}>${e(`system.remove`)} ${s}</button>`:p`<button @click=${r}>${e(`system.install`)} ${s}</button>`:p`<button ?disabled=${n.cancelling} @click=${o}>${e(`jobs.cancel`)} ${s}</button>`}var P=class extends m{static{this.styles=[o,u,...y,t`
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.35rem 1.25rem;
        margin: 0;
      }
      dt {
        color: var(--wf-muted);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      p {
        margin: 0;
      }
      ul {
        display: grid;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 0.5rem 1rem 0.5rem 0;
        border-top: 1px solid var(--wf-line);
        text-align: start;
        vertical-align: top;
      }
      thead th {
        border: 0;
        color: var(--wf-muted);
        font-size: 0.875rem;
        font-weight: 500;
      }
    `]}constructor(){super(),this.remote=new O(e=>this.read(e)),this.leave=[],new r(this,()=>[this.remote,this.app.me,this.app.jobs,this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.refreshedBy().map(e=>this.app.events.on(e,()=>void this.remote.load())),this.remote.load()}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}refreshedBy(){return[`resync`]}render(){let{value:t,error:n}=this.remote.get();return p`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${this.heading}</h2>
      ${n===null?i:p`<wf-problem .told=${v(n)}></wf-problem>
              <div class="row"><button @click=${this.remote.load}>${e(`failure.retry`)}</button></div>`}
      ${t===null?n===null?p`<p role="status">${e(`loading`)}</p>`:i:this.renderValue(t)}
    </section>`}async order(e){await this.app.toasts.attempt(e),await this.remote.load()}nameOf(e){return this.app.cameras.find(e)?.name??e}};l([h({attribute:!1})],P.prototype,`app`,void 0);var F=`dlib`;function I({terms:e,accepted_ms:t}){return e!==null&&t===null}var L=class extends P{constructor(...t){super(...t),this.asked=null,this.hasRead=!1,this.heading=e(`system.faces`),this.accept=async()=>{let e=this.asked;if(e?.terms_digest==null)return;let t={engine:e.engine,name:e.name},n={digest:e.terms_digest,by:this.me()};this.asked=null,await this.app.toasts.attempt(()=>this.app.api.call(`PUT /api/faces/packs/{engine}/{name}/terms`,{params:t,body:n}))&&e.state===`available`?await this.fetch(e):await this.remote.load()}}static{this.styles=[...P.styles,k]}async read(e){let[t,{packs:n}]=await Promise.all([this.app.api.call(`GET /api/faces`,{signal:e}),this.app.api.call(`GET /api/faces/packs`,{signal:e})]);return{status:t,packs:n}}renderValue({status:t,packs:n}){let{library:r,engine:a,model:o}=t,s=g(this.app.me.get(),`edit`);return p`
      <p>
        ${[a,o].filter(Boolean).join(` · `)}:
        ${e(t.usable?`system.engine.usable`:`system.engine.unusable`)}
      </p>
      <p class="hint">${t.reason??t.why}</p>
      <p class="hint">${e(`system.library`,{ready:r.ready,faces:r.faces})}</p>
      ${t.reembedding===null?i:p`<p role="status">${e(`system.reembedding`)}</p>`}
      ${s&&a!==F?p`<div class="row">
              <button @click=${()=>void this.choose(F,null)}>${e(`system.use_bundled`)}</button>
            </div>`:i}
      <ul>
        ${n.map(e=>p`<li>${this.renderPack(e,s)}</li>`)}
      </ul>
      ${this.renderTerms()}
    `}renderPack(t,n){let{api:r,jobs:a}=this.app,{name:o}=t,s=t.engine,c=A(a.get().value,t.job_id),l=n&&t.state===`installed`&&!t.in_use&&!I(t);return p`
      ${M(t,{job:c,isAllowed:n,install:()=>this.install(t),remove:()=>void this.order(()=>r.call(`DELETE /api/faces/packs/{engine}/{name}`,{params:{engine:s,name:o}})),cancel:()=>void this.order(async()=>c!==null&&a.cancel(c.id))})}
      ${l?p`<button @click=${()=>void this.choose(s,o)}>
              ${e(`system.use`,{name:t.title})}
            </button>`:i}
      ${t.state===`installed`&&I(t)?p`<button @click=${()=>this.ask(t)}>${e(`system.read_terms`)}</button>`:i}
    `}renderTerms(){let{asked:t}=this,n=g(this.app.me.get(),`admin`);return p`<wf-dialog
      .open=${t!==null}
      heading=${e(`system.terms`,{name:t?.title??``})}
      @closed=${()=>this.asked=null}
    >
      <div class="stack">
        <p style="white-space: pre-line">${t?.terms??``}</p>
        ${n?p`<label class="row" style="flex-direction: row; flex-wrap: nowrap">
                <input
                  type="checkbox"
                  .checked=${this.hasRead}
                  @change=${e=>this.hasRead=e.target.checked}
                />
                ${e(`system.terms_read`)}
              </label>`:p`<p class="hint">${e(`errors.forbidden`)}</p>`}
      </div>
      <button slot="actions" @click=${()=>this.asked=null}>${e(`edit.cancel`)}</button>
      <button slot="actions" class="primary" ?disabled=${!this.hasRead||!n} @click=${this.accept}>
        ${e(`system.terms_accept`)}
      </button>
    </wf-dialog>`}ask(e){this.hasRead=!1,this.asked=e}install(e){I(e)?this.ask(e):this.fetch(e)}fetch({engine:e,name:t}){let n={engine:e,name:t};return this.order(()=>this.app.api.call(`POST /api/faces/packs`,{body:n}))}choose(e,t){let n={engine:e,model:t,by:this.me()};return this.order(()=>this.app.api.call(`PUT /api/faces/engine`,{body:n}))}me(){return this.app.me.get()?.name??``}};l([f()],L.prototype,`asked`,void 0),l([f()],L.prototype,`hasRead`,void 0),L=l([s(`wf-faces-section`)],L);var R=class extends P{constructor(...t){super(...t),this.heading=e(`system.health`)}refreshedBy(){return[`resync`,`health`]}async read(e){let[t,n]=await Promise.all([this.app.api.call(`GET /api/info`,{signal:e}),this.app.api.health(e)]);return{info:t,health:n}}renderValue({info:t,health:n}){return p`
      ${n.healthy?p`<p role="status">${e(`system.well`)}</p>`:p`<ul role="status">
              ${n.reasons.map(({message:e,camera_id:t})=>p`<li>
                    <wf-problem .told=${{code:null,message:this.about(t,e)}}></wf-problem>
                  </li>`)}
            </ul>`}
      <dl>
        <dt>${e(`system.version`)}</dt>
        <dd>${t.version}</dd>
        <dt>${e(`system.server`)}</dt>
        <dd>${t.name}</dd>
      </dl>
    `}about(e,t){return e===null?t:`${this.nameOf(e)}: ${t}`}};R=l([s(`wf-health-section`)],R);var z=class extends P{constructor(...t){super(...t),this.heading=e(`system.microphones`)}static{this.styles=[...P.styles,t`
      li {
        display: grid;
        gap: 0.35rem;
        padding: 0.75rem 0;
        border-top: 1px solid var(--wf-line);
      }
      .advice {
        display: flex;
        gap: 0.5rem;
      }
      .poor .icon {
        color: var(--wf-warn);
      }
      .good .icon {
        color: var(--wf-good);
      }
    `]}async read(e){let{cameras:t}=await this.app.api.call(`GET /api/cameras`,{signal:e});return Promise.all(t.filter(({transcribe:e})=>e).map(async t=>{let n={camera_id:t.id};return{camera:t,report:await this.app.api.call(`GET /api/cameras/{camera_id}/microphone`,{params:n,signal:e})}}))}renderValue(t){return t.length===0?p`<p class="hint">${e(`system.nobody_listens`)}</p>`:p`<ul>
      ${t.map(({camera:e,report:t})=>p`<li>
            <h3>${e.name}</h3>
            ${B(t)}
          </li>`)}
    </ul>`}};z=l([s(`wf-microphone-section`)],z);function B(t){if(t.heard_s===0)return p`<p class="hint">${e(`system.nothing_heard`)}</p>`;let r=[t.level_db===null?null:e(`system.level`,{level:x(t.level_db)}),t.snr_db===null?null:e(`system.above_noise`,{level:x(t.snr_db)}),t.clipping===null?null:e(`system.clipping`,{share:T(t.clipping)}),t.speech===null?null:e(`system.share`,{share:T(t.speech)})];return p`
    <p class="hint">${r.filter(Boolean).join(` · `)}</p>
    ${t.judgements.map(({verdict:e,advice:t})=>e===`unknown`?i:p`<p class="advice ${e}">${c(e===`good`?a:n)}${t}</p>`)}
  `}var V=class extends P{constructor(...t){super(...t),this.heading=e(`system.models`)}static{this.styles=[...P.styles,k]}refreshedBy(){return[`resync`,`speech_status`]}async read(e){return(await this.app.api.call(`GET /api/models`,{signal:e})).models}renderValue(t){return t.length===0?p`<p class="hint">${e(`system.no_models`)}</p>`:p`<ul>
      ${t.map(e=>p`<li>${this.renderModel(e)}</li>`)}
    </ul>`}renderModel(e){let{api:t,jobs:n,me:r}=this.app,i=A(n.get().value,e.job_id);return M(e,{job:i,isAllowed:g(r.get(),`edit`),install:()=>void this.order(()=>t.call(`POST /api/models`,{body:{name:e.name}})),remove:()=>void this.order(()=>t.call(`DELETE /api/models/{name}`,{params:{name:e.name}})),cancel:()=>void this.order(async()=>i!==null&&n.cancel(i.id))})}};V=l([s(`wf-models-section`)],V);var H=class extends P{constructor(...t){super(...t),this.heading=e(`system.speech`)}refreshedBy(){return[`resync`,`speech_status`]}read(e){return this.app.api.call(`GET /api/speech`,{signal:e})}renderValue(t){let n=t.queued+t.running;return p`
      <p role="status">
        ${n===0?e(`system.no_backlog`):e(`system.backlog`,{count:n,speech:E(t.backlog_s*1e3)})}
        ${n>0&&t.rtf!==null?e(`system.backlog_takes`,{time:E(t.work_s*1e3)}):i}
        ${t.oldest_ms===null?i:e(`system.backlog_since`,{at:C(t.oldest_ms)})}
      </p>
      ${t.engines.length===0?p`<p class="hint">${e(`system.no_engine`)}</p>`:p`<ul>
              ${t.engines.map(U)}
            </ul>`}
    `}};H=l([s(`wf-speech-section`)],H);function U(t){let n=t.starting?`starting`:t.usable?`usable`:`unusable`,r=[t.engine,t.model,t.device,e(`system.engine.${n}`)],a=t.rtf===null?i:e(`system.pace`,{seconds:x(t.rtf,2)});return p`<li>
    <p>${r.filter(Boolean).join(` · `)}</p>
    <p class="hint">${t.reason??t.chosen??i} ${a}</p>
  </li>`}var W=class extends P{constructor(...t){super(...t),this.heading=e(`system.storage`)}read(e){return this.app.api.call(`GET /api/storage`,{signal:e})}renderValue(t){let{days_left:n}=t;return p`
      <dl>
        <dt>${e(`system.recordings`)}</dt>
        <dd>${_(t.used_bytes)}</dd>
        <dt>${e(`system.protected`)}</dt>
        <dd>${_(t.protected_bytes)}</dd>
        <dt>${e(`system.free`)}</dt>
        <dd>${_(t.free_bytes)}</dd>
        <dt>${e(`system.per_day`)}</dt>
        <dd>${_(t.bytes_per_day)}</dd>
        <dt>${e(`system.full_in`)}</dt>
        <dd>${n===null?e(`system.never_full`):b(n)}</dd>
        <dt>${e(`system.crops`)}</dt>
        <dd>${_(t.crops_bytes)}</dd>
      </dl>
      ${t.cameras.length===0?p`<p class="hint">${e(`live.none`)}</p>`:this.renderCameras(t.cameras)}
    `}renderCameras(t){return p`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${e(`system.camera`)}</th>
            <th scope="col">${e(`system.taken`)}</th>
            <th scope="col">${e(`system.oldest`)}</th>
            <th scope="col">${e(`system.forecast`)}</th>
          </tr>
        </thead>
        <tbody>
          ${t.map(e=>p`<tr>
                <th scope="row">
                  <a href="cameras/${e.camera_id}/recording">${this.nameOf(e.camera_id)}</a>
                </th>
                <td>${_(e.used_bytes)}</td>
                <td>${e.oldest_ms===null?`–`:w(e.oldest_ms)}</td>
                <td>${S(e)}</td>
              </tr>`)}
        </tbody>
      </table>
    </div>`}};W=l([s(`wf-storage-section`)],W);var G=class extends d{static{this.styles=[...d.styles,t`
      .parts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(28rem, 100%), 1fr));
        gap: 1rem;
        align-items: start;
        margin-top: 1rem;
      }
    `]}render(){let{app:t}=this;return p`<h1>${e(`nav.system`)}</h1>
      <div class="parts">
        <wf-health-section .app=${t}></wf-health-section>
        <wf-speech-section .app=${t}></wf-speech-section>
        <wf-storage-section .app=${t}></wf-storage-section>
        <wf-microphone-section .app=${t}></wf-microphone-section>
        <wf-models-section .app=${t}></wf-models-section>
        <wf-faces-section .app=${t}></wf-faces-section>
      </div>`}};G=l([s(`wf-system-page`)],G);export{G as SystemPage};