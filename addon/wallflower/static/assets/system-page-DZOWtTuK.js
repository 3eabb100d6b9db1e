import{$ as e,I as t,Jt as n,O as r,S as i,_ as a,a as o,b as s,g as c,h as l,n as u,r as d,t as f,v as p,w as m,y as h}from"./page-DJZFONs4.js";import{t as g}from"./rights-KL0q-kIB.js";import"./dialog-BS9hx-XR.js";import{a as _,o as v,s as y,t as b}from"./forecast--p18U6aH.js";import{a as x,n as S,o as C,r as w}from"./format-DhcZkKys.js";import{n as T}from"./jobs-Bbbynf-3.js";import{t as E}from"./remote-Bh0aak5h.js";import{n as D,t as O}from"./problem-DlpqEqd9.js";var k=m`
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
`;function A(e,t){return e?.find(e=>e.id===t&&T(e))??null}function j(e){return!(`kind`in e&&`state`in e&&`attempts`in e)||!T(e)}function M({progress:e,transfer:t}){let n=[C(e)];return t!==null&&t.total_bytes!==null&&n.push(r(`system.transfer`,{done:_(t.done_bytes),total:_(t.total_bytes)})),t!==null&&t.left_s!==null&&n.push(r(`jobs.left`,{time:w(t.left_s*1e3)})),n.join(` · `)}function N(e,t){let{job:n}=t;return i`
    <div class="item">
      <div>
        <strong>${e.title}</strong>
        <p class="hint">
          ${[_(e.size_bytes),r(e.in_use?`system.in_use`:`system.model.${e.state}`),e.machine].filter(Boolean).join(` · `)}
          ${e.licence===null?s:e.licence_url===null?i`· ${e.licence}`:i`· <a href=${e.licence_url} target="_blank" rel="noreferrer">${e.licence}</a>`}
        </p>
        ${e.reason===null?s:i`<p class="failed">${e.reason}</p>`}
        ${n===null?s:i`<p class="hint">${M(n)}</p>`}
      </div>
      <div>${t.isAllowed?P(e,t):s}</div>
      ${n===null?s:i`<progress max="1" .value=${n.progress} aria-label=${e.title}></progress>`}
    </div>
  `}function P(e,{job:t,install:n,remove:a,cancel:o}){let c=i`<span class="hidden-text">${e.title}</span>`;return t===null?e.state===`installed`||e.state===`broken`?e.in_use?s:i`<button @click=${a}>${r(`system.remove`)} ${c}</button>`:i`<button @click=${n}>${r(`system.install`)} ${c}</button>`:i`<button ?disabled=${t.cancelling} @click=${o}>${r(`jobs.cancel`)} ${c}</button>`}var F=class extends h{static{this.styles=[o,d,...D,m`
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
    `]}constructor(){super(),this.remote=new E(e=>this.read(e)),this.leave=[],this.concerns=()=>!0,new n(this,()=>[this.remote,this.app.me,this.app.jobs,this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.refreshedBy().map(e=>this.app.events.on(e,e=>this.concerns(e)&&void this.remote.load())),this.remote.load()}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}refreshedBy(){return[`resync`]}render(){let{value:e,error:t}=this.remote.get();return i`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${this.heading}</h2>
      ${t===null?s:i`<wf-problem .told=${O(t)}></wf-problem>
              <div class="row"><button @click=${this.remote.load}>${r(`failure.retry`)}</button></div>`}
      ${e===null?t===null?i`<p role="status">${r(`loading`)}</p>`:s:this.renderValue(e)}
    </section>`}async order(e){await this.app.toasts.attempt(e),await this.remote.load()}nameOf(e){return this.app.cameras.find(e)?.name??e}};u([a({attribute:!1})],F.prototype,`app`,void 0);var I=`dlib`;function L({terms:e,accepted_ms:t}){return e!==null&&t===null}var R=class extends F{constructor(...e){super(...e),this.asked=null,this.hasRead=!1,this.heading=r(`system.faces`),this.concerns=j,this.accept=async()=>{let e=this.asked;if(e?.terms_digest==null)return;let t={engine:e.engine,name:e.name},n={digest:e.terms_digest,by:this.me()};this.asked=null,await this.app.toasts.attempt(()=>this.app.api.call(`PUT /api/faces/packs/{engine}/{name}/terms`,{params:t,body:n}))&&e.state===`available`?await this.fetch(e):await this.remote.load()}}static{this.styles=[...F.styles,k]}refreshedBy(){return[`resync`,`job`]}async read(e){let[t,{packs:n}]=await Promise.all([this.app.api.call(`GET /api/faces`,{signal:e}),this.app.api.call(`GET /api/faces/packs`,{signal:e})]);return{status:t,packs:n}}renderValue({status:e,packs:t}){let{library:n,engine:a,model:o}=e,c=g(this.app.me.get(),`edit`);return i`
      <p>
        ${[a,o].filter(Boolean).join(` · `)}:
        ${r(e.usable?`system.engine.usable`:`system.engine.unusable`)}
      </p>
      <p class="hint">${e.reason??e.why}</p>
      <p class="hint">${r(`system.library`,{ready:n.ready,faces:n.faces})}</p>
      ${e.reembedding===null?s:i`<p role="status">${r(`system.reembedding`)}</p>`}
      ${c&&a!==I?i`<div class="row">
              <button @click=${()=>void this.choose(I,null)}>${r(`system.use_bundled`)}</button>
            </div>`:s}
      <ul>
        ${t.map(e=>i`<li>${this.renderPack(e,c)}</li>`)}
      </ul>
      ${this.renderTerms()}
    `}renderPack(e,t){let{api:n,jobs:a}=this.app,{name:o}=e,c=e.engine,l=A(a.get().value,e.job_id),u=t&&e.state===`installed`&&!e.in_use&&!L(e);return i`
      ${N(e,{job:l,isAllowed:t,install:()=>this.install(e),remove:()=>void this.order(()=>n.call(`DELETE /api/faces/packs/{engine}/{name}`,{params:{engine:c,name:o}})),cancel:()=>void this.order(async()=>l!==null&&a.cancel(l.id))})}
      ${u?i`<button @click=${()=>void this.choose(c,o)}>
              ${r(`system.use`,{name:e.title})}
            </button>`:s}
      ${e.state===`installed`&&L(e)?i`<button @click=${()=>this.ask(e)}>${r(`system.read_terms`)}</button>`:s}
    `}renderTerms(){let{asked:e}=this,t=g(this.app.me.get(),`admin`);return i`<wf-dialog
      .open=${e!==null}
      heading=${r(`system.terms`,{name:e?.title??``})}
      @closed=${()=>this.asked=null}
    >
      <div class="stack">
        <p style="white-space: pre-line">${e?.terms??``}</p>
        ${t?i`<label class="row" style="flex-direction: row; flex-wrap: nowrap">
                <input
                  type="checkbox"
                  .checked=${this.hasRead}
                  @change=${e=>this.hasRead=e.target.checked}
                />
                ${r(`system.terms_read`)}
              </label>`:i`<p class="hint">${r(`errors.forbidden`)}</p>`}
      </div>
      <button slot="actions" @click=${()=>this.asked=null}>${r(`edit.cancel`)}</button>
      <button slot="actions" class="primary" ?disabled=${!this.hasRead||!t} @click=${this.accept}>
        ${r(`system.terms_accept`)}
      </button>
    </wf-dialog>`}ask(e){this.hasRead=!1,this.asked=e}install(e){L(e)?this.ask(e):this.fetch(e)}fetch({engine:e,name:t}){let n={engine:e,name:t};return this.order(()=>this.app.api.call(`POST /api/faces/packs`,{body:n}))}choose(e,t){let n={engine:e,model:t,by:this.me()};return this.order(()=>this.app.api.call(`PUT /api/faces/engine`,{body:n}))}me(){return this.app.me.get()?.name??``}};u([c()],R.prototype,`asked`,void 0),u([c()],R.prototype,`hasRead`,void 0),R=u([p(`wf-faces-section`)],R);var z=class extends F{constructor(...e){super(...e),this.heading=r(`system.health`)}refreshedBy(){return[`resync`,`health`]}async read(e){let[t,n]=await Promise.all([this.app.api.call(`GET /api/info`,{signal:e}),this.app.api.health(e)]);return{info:t,health:n}}renderValue({info:e,health:t}){return i`
      <div role="status">
        ${t.healthy?i`<p>${r(`system.well`)}</p>`:i`<ul>
                ${t.reasons.map(({message:e})=>i`<li><wf-problem .told=${{code:null,message:e}}></wf-problem></li>`)}
              </ul>`}
      </div>
      <dl>
        <dt>${r(`system.version`)}</dt>
        <dd>${e.version}</dd>
        <dt>${r(`system.server`)}</dt>
        <dd>${e.name}</dd>
      </dl>
    `}};z=u([p(`wf-health-section`)],z);var B=class extends F{constructor(...e){super(...e),this.heading=r(`system.microphones`)}static{this.styles=[...F.styles,m`
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
    `]}async read(e){let{cameras:t}=await this.app.api.call(`GET /api/cameras`,{signal:e});return Promise.all(t.filter(({transcribe:e})=>e).map(async t=>{let n={camera_id:t.id};return{camera:t,report:await this.app.api.call(`GET /api/cameras/{camera_id}/microphone`,{params:n,signal:e})}}))}renderValue(e){return e.length===0?i`<p class="hint">${r(`system.nobody_listens`)}</p>`:i`<ul>
      ${e.map(({camera:e,report:t})=>i`<li>
            <h3>${e.name}</h3>
            ${V(t)}
          </li>`)}
    </ul>`}};B=u([p(`wf-microphone-section`)],B);function V(n){if(n.heard_s===0)return i`<p class="hint">${r(`system.nothing_heard`)}</p>`;let a=[n.level_db===null?null:r(`system.level`,{level:y(n.level_db)}),n.snr_db===null?null:r(`system.above_noise`,{level:y(n.snr_db)}),n.clipping===null?null:r(`system.clipping`,{share:C(n.clipping)}),n.speech===null?null:r(`system.share`,{share:C(n.speech)})];return i`
    <p class="hint">${a.filter(Boolean).join(` · `)}</p>
    ${n.judgements.map(({verdict:n,advice:r})=>n===`unknown`?s:i`<p class="advice ${n}">${l(n===`good`?e:t)}${r}</p>`)}
  `}var H=class extends F{constructor(...e){super(...e),this.heading=r(`system.models`),this.concerns=j}static{this.styles=[...F.styles,k]}refreshedBy(){return[`resync`,`job`]}async read(e){return(await this.app.api.call(`GET /api/models`,{signal:e})).models}renderValue(e){return e.length===0?i`<p class="hint">${r(`system.no_models`)}</p>`:i`<ul>
      ${e.map(e=>i`<li>${this.renderModel(e)}</li>`)}
    </ul>`}renderModel(e){let{api:t,jobs:n,me:r}=this.app,i=A(n.get().value,e.job_id);return N(e,{job:i,isAllowed:g(r.get(),`edit`),install:()=>void this.order(()=>t.call(`POST /api/models`,{body:{name:e.name}})),remove:()=>void this.order(()=>t.call(`DELETE /api/models/{name}`,{params:{name:e.name}})),cancel:()=>void this.order(async()=>i!==null&&n.cancel(i.id))})}};H=u([p(`wf-models-section`)],H);var U=class extends F{constructor(...e){super(...e),this.heading=r(`system.speech`)}refreshedBy(){return[`resync`,`speech_status`]}read(e){return this.app.api.call(`GET /api/speech`,{signal:e})}renderValue(e){let t=e.queued+e.running;return i`
      <p role="status">
        ${t===0?r(`system.no_backlog`):r(`system.backlog`,{count:t,speech:w(e.backlog_s*1e3)})}
        ${t>0&&e.rtf!==null?r(`system.backlog_takes`,{time:w(e.work_s*1e3)}):s}
        ${e.oldest_ms===null?s:r(`system.backlog_since`,{at:x(e.oldest_ms)})}
      </p>
      ${e.engines.length===0?i`<p class="hint">${r(`system.no_engine`)}</p>`:i`<ul>
              ${e.engines.map(W)}
            </ul>`}
    `}};U=u([p(`wf-speech-section`)],U);function W(e){let t=e.starting?`starting`:e.usable?`usable`:`unusable`,n=[e.engine,e.model,e.device,r(`system.engine.${t}`)],a=e.rtf===null?s:r(`system.pace`,{seconds:y(e.rtf,2)});return i`<li>
    <p>${n.filter(Boolean).join(` · `)}</p>
    <p class="hint">${e.reason??e.chosen??s} ${a}</p>
  </li>`}var G=class extends F{constructor(...e){super(...e),this.heading=r(`system.storage`)}read(e){return this.app.api.call(`GET /api/storage`,{signal:e})}renderValue(e){let{days_left:t}=e;return i`
      <dl>
        <dt>${r(`system.recordings`)}</dt>
        <dd>${_(e.used_bytes)}</dd>
        <dt>${r(`system.protected`)}</dt>
        <dd>${_(e.protected_bytes)}</dd>
        <dt>${r(`system.free`)}</dt>
        <dd>${_(e.free_bytes)}</dd>
        <dt>${r(`system.per_day`)}</dt>
        <dd>${_(e.bytes_per_day)}</dd>
        <dt>${r(`system.full_in`)}</dt>
        <dd>${t===null?r(`system.never_full`):v(t)}</dd>
        <dt>${r(`system.crops`)}</dt>
        <dd>${_(e.crops_bytes)}</dd>
      </dl>
      ${e.cameras.length===0?i`<p class="hint">${r(`live.none`)}</p>`:this.renderCameras(e.cameras)}
    `}renderCameras(e){return i`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${r(`system.camera`)}</th>
            <th scope="col">${r(`system.taken`)}</th>
            <th scope="col">${r(`system.oldest`)}</th>
            <th scope="col">${r(`system.forecast`)}</th>
          </tr>
        </thead>
        <tbody>
          ${e.map(e=>i`<tr>
                <th scope="row">
                  <a href="cameras/${e.camera_id}/recording">${this.nameOf(e.camera_id)}</a>
                </th>
                <td>${_(e.used_bytes)}</td>
                <td>${e.oldest_ms===null?`–`:S(e.oldest_ms)}</td>
                <td>${b(e)}</td>
              </tr>`)}
        </tbody>
      </table>
    </div>`}};G=u([p(`wf-storage-section`)],G);var K=class extends f{static{this.styles=[...f.styles,m`
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
    `]}render(){let{app:e}=this;return i`<h1>${r(`nav.system`)}</h1>
      <div class="parts">
        <wf-health-section .app=${e}></wf-health-section>
        <wf-speech-section .app=${e}></wf-speech-section>
        <wf-storage-section .app=${e}></wf-storage-section>
        <wf-microphone-section .app=${e}></wf-microphone-section>
        <wf-models-section .app=${e}></wf-models-section>
        <wf-faces-section .app=${e}></wf-faces-section>
      </div>`}};K=u([p(`wf-system-page`)],K);export{K as SystemPage};