import{$ as e,I as t,O as n,S as r,_ as i,a,b as o,g as s,h as c,n as l,r as u,rn as d,t as f,v as p,w as m,y as h}from"./page-BcXIxuXu.js";import{t as g}from"./rights-KL0q-kIB.js";import"./dialog-D2kv3Pc3.js";import{a as _,o as v,s as y,t as b}from"./forecast-BdR1goFh.js";import{a as x,n as S,o as C,r as w}from"./format-DGukFpTP.js";import{n as T}from"./jobs-BNi6gLid.js";import{t as E}from"./remote-Z47ISTnG.js";import{n as D,t as O}from"./problem-D1G11Wyn.js";var k=m`
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
`;function A(e,t){return e?.find(e=>e.id===t&&T(e))??null}function j(e){return!(`kind`in e&&`state`in e&&`attempts`in e)||!T(e)}function M({progress:e,transfer:t}){let r=[C(e)];return t!==null&&t.total_bytes!==null&&r.push(n(`system.transfer`,{done:_(t.done_bytes),total:_(t.total_bytes)})),t!==null&&t.left_s!==null&&r.push(n(`jobs.left`,{time:w(t.left_s*1e3)})),r.join(` · `)}function N(e,t){let{job:i}=t;return r`
    <div class="item">
      <div>
        <strong>${e.title}</strong>
        <p class="hint">
          ${[_(e.size_bytes),n(e.in_use?`system.in_use`:`system.model.${e.state}`),e.machine].filter(Boolean).join(` · `)}
          ${e.licence===null?o:e.licence_url===null?r`· ${e.licence}`:r`· <a href=${e.licence_url} target="_blank" rel="noreferrer">${e.licence}</a>`}
        </p>
        ${e.reason===null?o:r`<p class="failed">${e.reason}</p>`}
        ${i===null?o:r`<p class="hint">${M(i)}</p>`}
      </div>
      <div>${t.isAllowed?P(e,t):o}</div>
      ${i===null?o:r`<progress max="1" .value=${i.progress} aria-label=${e.title}></progress>`}
    </div>
  `}function P(e,{job:t,install:i,remove:a,cancel:s}){let c=r`<span class="hidden-text">${e.title}</span>`;return t===null?e.state===`installed`||e.state===`broken`?e.in_use?o:r`<button @click=${a}>${n(`system.remove`)} ${c}</button>`:r`<button @click=${i}>${n(`system.install`)} ${c}</button>`:r`<button ?disabled=${t.cancelling} @click=${s}>${n(`jobs.cancel`)} ${c}</button>`}var F=class extends h{static{this.styles=[a,u,...D,m`
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
    `]}constructor(){super(),this.remote=new E(e=>this.read(e)),this.leave=[],this.concerns=()=>!0,new d(this,()=>[this.remote,this.app.me,this.app.jobs,this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.refreshedBy().map(e=>this.app.events.on(e,e=>this.concerns(e)&&void this.remote.load())),this.remote.load()}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}refreshedBy(){return[`resync`]}render(){let{value:e,error:t}=this.remote.get();return r`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${this.heading}</h2>
      ${t===null?o:r`<wf-problem .told=${O(t)}></wf-problem>
              <div class="row"><button @click=${this.remote.load}>${n(`failure.retry`)}</button></div>`}
      ${e===null?t===null?r`<p role="status">${n(`loading`)}</p>`:o:this.renderValue(e)}
    </section>`}async order(e){await this.app.toasts.attempt(e),await this.remote.load()}nameOf(e){return this.app.cameras.find(e)?.name??e}};l([i({attribute:!1})],F.prototype,`app`,void 0);var I=`dlib`;function L({terms:e,accepted_ms:t}){return e!==null&&t===null}var R=class extends F{constructor(...e){super(...e),this.asked=null,this.hasRead=!1,this.heading=n(`system.faces`),this.concerns=j,this.accept=async()=>{let e=this.asked;if(e?.terms_digest==null)return;let t={engine:e.engine,name:e.name},n={digest:e.terms_digest,by:this.me()};this.asked=null,await this.app.toasts.attempt(()=>this.app.api.call(`PUT /api/faces/packs/{engine}/{name}/terms`,{params:t,body:n}))&&e.state===`available`?await this.fetch(e):await this.remote.load()}}static{this.styles=[...F.styles,k]}refreshedBy(){return[`resync`,`job`]}async read(e){let[t,{packs:n}]=await Promise.all([this.app.api.call(`GET /api/faces`,{signal:e}),this.app.api.call(`GET /api/faces/packs`,{signal:e})]);return{status:t,packs:n}}renderValue({status:e,packs:t}){let{library:i,engine:a,model:s}=e,c=g(this.app.me.get(),`edit`);return r`
      <p>
        ${[a,s].filter(Boolean).join(` · `)}:
        ${n(e.usable?`system.engine.usable`:`system.engine.unusable`)}
      </p>
      <p class="hint">${e.reason??e.why}</p>
      <p class="hint">${n(`system.library`,{ready:i.ready,faces:i.faces})}</p>
      ${e.reembedding===null?o:r`<p role="status">${n(`system.reembedding`)}</p>`}
      ${c&&a!==I?r`<div class="row">
              <button @click=${()=>void this.choose(I,null)}>${n(`system.use_bundled`)}</button>
            </div>`:o}
      <ul>
        ${t.map(e=>r`<li>${this.renderPack(e,c)}</li>`)}
      </ul>
      ${this.renderTerms()}
    `}renderPack(e,t){let{api:i,jobs:a}=this.app,{name:s}=e,c=e.engine,l=A(a.get().value,e.job_id),u=t&&e.state===`installed`&&!e.in_use&&!L(e);return r`
      ${N(e,{job:l,isAllowed:t,install:()=>this.install(e),remove:()=>void this.order(()=>i.call(`DELETE /api/faces/packs/{engine}/{name}`,{params:{engine:c,name:s}})),cancel:()=>void this.order(async()=>l!==null&&a.cancel(l.id))})}
      ${u?r`<button @click=${()=>void this.choose(c,s)}>
              ${n(`system.use`,{name:e.title})}
            </button>`:o}
      ${e.state===`installed`&&L(e)?r`<button @click=${()=>this.ask(e)}>${n(`system.read_terms`)}</button>`:o}
    `}renderTerms(){let{asked:e}=this,t=g(this.app.me.get(),`admin`);return r`<wf-dialog
      .open=${e!==null}
      heading=${n(`system.terms`,{name:e?.title??``})}
      @closed=${()=>this.asked=null}
    >
      <div class="stack">
        <p style="white-space: pre-line">${e?.terms??``}</p>
        ${t?r`<label class="row" style="flex-direction: row; flex-wrap: nowrap">
                <input
                  type="checkbox"
                  .checked=${this.hasRead}
                  @change=${e=>this.hasRead=e.target.checked}
                />
                ${n(`system.terms_read`)}
              </label>`:r`<p class="hint">${n(`errors.forbidden`)}</p>`}
      </div>
      <button slot="actions" @click=${()=>this.asked=null}>${n(`edit.cancel`)}</button>
      <button slot="actions" class="primary" ?disabled=${!this.hasRead||!t} @click=${this.accept}>
        ${n(`system.terms_accept`)}
      </button>
    </wf-dialog>`}ask(e){this.hasRead=!1,this.asked=e}install(e){L(e)?this.ask(e):this.fetch(e)}fetch({engine:e,name:t}){let n={engine:e,name:t};return this.order(()=>this.app.api.call(`POST /api/faces/packs`,{body:n}))}choose(e,t){let n={engine:e,model:t,by:this.me()};return this.order(()=>this.app.api.call(`PUT /api/faces/engine`,{body:n}))}me(){return this.app.me.get()?.name??``}};l([s()],R.prototype,`asked`,void 0),l([s()],R.prototype,`hasRead`,void 0),R=l([p(`wf-faces-section`)],R);var z=class extends F{constructor(...e){super(...e),this.heading=n(`system.health`)}refreshedBy(){return[`resync`,`health`]}async read(e){let[t,n]=await Promise.all([this.app.api.call(`GET /api/info`,{signal:e}),this.app.api.health(e)]);return{info:t,health:n}}renderValue({info:e,health:t}){return r`
      <div role="status">
        ${t.healthy?r`<p>${n(`system.well`)}</p>`:r`<ul>
                ${t.reasons.map(({message:e})=>r`<li><wf-problem .told=${{code:null,message:e}}></wf-problem></li>`)}
              </ul>`}
      </div>
      <dl>
        <dt>${n(`system.version`)}</dt>
        <dd>${e.version}</dd>
        <dt>${n(`system.server`)}</dt>
        <dd>${e.name}</dd>
      </dl>
    `}};z=l([p(`wf-health-section`)],z);var B=class extends F{constructor(...e){super(...e),this.heading=n(`system.microphones`)}static{this.styles=[...F.styles,m`
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
    `]}async read(e){let{cameras:t}=await this.app.api.call(`GET /api/cameras`,{signal:e});return Promise.all(t.filter(({transcribe:e})=>e).map(async t=>{let n={camera_id:t.id};return{camera:t,report:await this.app.api.call(`GET /api/cameras/{camera_id}/microphone`,{params:n,signal:e})}}))}renderValue(e){return e.length===0?r`<p class="hint">${n(`system.nobody_listens`)}</p>`:r`<ul>
      ${e.map(({camera:e,report:t})=>r`<li>
            <h3>${e.name}</h3>
            ${V(t)}
          </li>`)}
    </ul>`}};B=l([p(`wf-microphone-section`)],B);function V(i){if(i.heard_s===0)return r`<p class="hint">${n(`system.nothing_heard`)}</p>`;let a=[i.level_db===null?null:n(`system.level`,{level:y(i.level_db)}),i.snr_db===null?null:n(`system.above_noise`,{level:y(i.snr_db)}),i.clipping===null?null:n(`system.clipping`,{share:C(i.clipping)}),i.speech===null?null:n(`system.share`,{share:C(i.speech)})];return r`
    <p class="hint">${a.filter(Boolean).join(` · `)}</p>
    ${i.judgements.map(({verdict:n,advice:i})=>n===`unknown`?o:r`<p class="advice ${n}">${c(n===`good`?e:t)}${i}</p>`)}
  `}var H=class extends F{constructor(...e){super(...e),this.heading=n(`system.models`),this.concerns=j}static{this.styles=[...F.styles,k]}refreshedBy(){return[`resync`,`job`]}async read(e){return(await this.app.api.call(`GET /api/models`,{signal:e})).models}renderValue(e){return e.length===0?r`<p class="hint">${n(`system.no_models`)}</p>`:r`<ul>
      ${e.map(e=>r`<li>${this.renderModel(e)}</li>`)}
    </ul>`}renderModel(e){let{api:t,jobs:n,me:r}=this.app,i=A(n.get().value,e.job_id);return N(e,{job:i,isAllowed:g(r.get(),`edit`),install:()=>void this.order(()=>t.call(`POST /api/models`,{body:{name:e.name}})),remove:()=>void this.order(()=>t.call(`DELETE /api/models/{name}`,{params:{name:e.name}})),cancel:()=>void this.order(async()=>i!==null&&n.cancel(i.id))})}};H=l([p(`wf-models-section`)],H);var U=class extends F{constructor(...e){super(...e),this.heading=n(`system.speech`)}refreshedBy(){return[`resync`,`speech_status`]}read(e){return this.app.api.call(`GET /api/speech`,{signal:e})}renderValue(e){let t=e.queued+e.running;return r`
      <p role="status">
        ${t===0?n(`system.no_backlog`):n(`system.backlog`,{count:t,speech:w(e.backlog_s*1e3)})}
        ${t>0&&e.rtf!==null?n(`system.backlog_takes`,{time:w(e.work_s*1e3)}):o}
        ${e.oldest_ms===null?o:n(`system.backlog_since`,{at:x(e.oldest_ms)})}
      </p>
      ${e.engines.length===0?r`<p class="hint">${n(`system.no_engine`)}</p>`:r`<ul>
              ${e.engines.map(W)}
            </ul>`}
    `}};U=l([p(`wf-speech-section`)],U);function W(e){let t=e.starting?`starting`:e.usable?`usable`:`unusable`,i=[e.engine,e.model,e.device,n(`system.engine.${t}`)],a=e.rtf===null?o:n(`system.pace`,{seconds:y(e.rtf,2)});return r`<li>
    <p>${i.filter(Boolean).join(` · `)}</p>
    <p class="hint">${e.reason??e.chosen??o} ${a}</p>
  </li>`}var G=class extends F{constructor(...e){super(...e),this.heading=n(`system.storage`)}read(e){return this.app.api.call(`GET /api/storage`,{signal:e})}renderValue(e){let{days_left:t}=e;return r`
      <dl>
        <dt>${n(`system.recordings`)}</dt>
        <dd>${_(e.used_bytes)}</dd>
        <dt>${n(`system.protected`)}</dt>
        <dd>${_(e.protected_bytes)}</dd>
        <dt>${n(`system.free`)}</dt>
        <dd>${_(e.free_bytes)}</dd>
        <dt>${n(`system.per_day`)}</dt>
        <dd>${_(e.bytes_per_day)}</dd>
        <dt>${n(`system.full_in`)}</dt>
        <dd>${t===null?n(`system.never_full`):v(t)}</dd>
        <dt>${n(`system.crops`)}</dt>
        <dd>${_(e.crops_bytes)}</dd>
      </dl>
      ${e.cameras.length===0?r`<p class="hint">${n(`live.none`)}</p>`:this.renderCameras(e.cameras)}
    `}renderCameras(e){return r`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${n(`system.camera`)}</th>
            <th scope="col">${n(`system.taken`)}</th>
            <th scope="col">${n(`system.oldest`)}</th>
            <th scope="col">${n(`system.forecast`)}</th>
          </tr>
        </thead>
        <tbody>
          ${e.map(e=>r`<tr>
                <th scope="row">
                  <a href="cameras/${e.camera_id}/recording">${this.nameOf(e.camera_id)}</a>
                </th>
                <td>${_(e.used_bytes)}</td>
                <td>${e.oldest_ms===null?`–`:S(e.oldest_ms)}</td>
                <td>${b(e)}</td>
              </tr>`)}
        </tbody>
      </table>
    </div>`}};G=l([p(`wf-storage-section`)],G);var K=class extends f{static{this.styles=[...f.styles,m`
      .parts {
        columns: 2 26rem;
        column-gap: 1rem;
        margin-top: 1rem;
      }
      .parts > * {
        display: block;
        margin-bottom: 1rem;
        break-inside: avoid;
      }
    `]}render(){let{app:e}=this;return r`<h1>${n(`nav.system`)}</h1>
      <div class="parts">
        <wf-health-section .app=${e}></wf-health-section>
        <wf-speech-section .app=${e}></wf-speech-section>
        <wf-storage-section .app=${e}></wf-storage-section>
        <wf-microphone-section .app=${e}></wf-microphone-section>
        <wf-models-section .app=${e}></wf-models-section>
        <wf-faces-section .app=${e}></wf-faces-section>
      </div>`}};K=l([p(`wf-system-page`)],K);export{K as SystemPage};