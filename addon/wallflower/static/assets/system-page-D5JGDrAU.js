import{C as e,D as t,F as n,G as r,M as i,P as a,S as o,T as s,_n as c,a as l,b as u,c as d,d as f,gn as p,k as m,ln as ee,mn as te,n as h,ot as ne,pn as re,r as g,s as _,t as v,u as ie,v as y,w as b,x}from"./shell-DNh2VyGI.js";import{a as S,d as C,f as ae,i as w,o as T,p as E}from"./common-BJ9ivKQ5.js";import{t as D}from"./forecast-7w4vbdZi.js";var O=m`
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
`;function k(e,t){return e?.find(e=>e.id===t&&a(e))??null}function A(e){return!(`kind`in e&&`state`in e&&`attempts`in e)||!a(e)}function j({progress:e,transfer:t}){let n=[f(e)];return t!==null&&t.total_bytes!==null&&n.push(i(`system.transfer`,{done:C(t.done_bytes),total:C(t.total_bytes)})),t!==null&&t.left_s!==null&&n.push(i(`jobs.left`,{time:d(t.left_s*1e3)})),n.join(` · `)}function M(e,n){let{job:r}=n;return t`
    <div class="item">
      <div>
        <strong>${e.title}</strong>
        <p class="hint">
          ${[C(e.size_bytes),i(e.in_use?`system.in_use`:`system.model.${e.state}`),e.machine].filter(Boolean).join(` · `)}
          ${e.licence===null?s:e.licence_url===null?t`· ${e.licence}`:t`· <a href=${e.licence_url} target="_blank" rel="noreferrer">${e.licence}</a>`}
        </p>
        ${e.reason===null?s:t`<p class="failed">${e.reason}</p>`}
        ${r===null?s:t`<p class="hint">${j(r)}</p>`}
      </div>
      <div>${n.isAllowed?N(e,n):s}</div>
      ${r===null?s:t`<progress max="1" .value=${r.progress} aria-label=${e.title}></progress>`}
    </div>
  `}function N(e,{job:n,install:r,remove:a,cancel:o}){let c=t`<span class="hidden-text">${e.title}</span>`;return n===null?e.state===`installed`||e.state===`broken`?e.in_use?s:t`<button @click=${a}>${i(`system.remove`)} ${c}</button>`:t`<button @click=${r}>${i(`system.install`)} ${c}</button>`:t`<button ?disabled=${n.cancelling} @click=${o}>${i(`jobs.cancel`)} ${c}</button>`}var P=class extends b{static{this.styles=[l,g,...T,m`
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
    `]}constructor(){super(),this.remote=new n(e=>this.read(e)),this.leave=[],this.concerns=()=>!0,new re(this,()=>[this.remote,this.app.me,this.app.jobs,this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.refreshedBy().map(e=>this.app.events.on(e,e=>this.concerns(e)&&void this.remote.load())),this.remote.load()}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}refreshedBy(){return[`resync`]}render(){let{value:e,error:n}=this.remote.get();return t`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${this.heading}</h2>
      ${n===null?s:t`<wf-problem .told=${S(n)}></wf-problem>
              <div class="row"><button @click=${this.remote.load}>${i(`failure.retry`)}</button></div>`}
      ${e===null?n===null?t`<p role="status">${i(`loading`)}</p>`:s:this.renderValue(e)}
    </section>`}async order(e){await this.app.toasts.attempt(e),await this.remote.load()}nameOf(e){return this.app.cameras.find(e)?.name??e}};h([o({attribute:!1})],P.prototype,`app`,void 0);var F=`dlib`;function I({terms:e,accepted_ms:t}){return e!==null&&t===null}var L=class extends P{constructor(...e){super(...e),this.asked=null,this.hasRead=!1,this.heading=i(`system.faces`),this.concerns=A,this.accept=async()=>{let e=this.asked;if(e?.terms_digest==null)return;let t={engine:e.engine,name:e.name},n={digest:e.terms_digest,by:this.me()};this.asked=null,await this.app.toasts.attempt(()=>this.app.api.call(`PUT /api/faces/packs/{engine}/{name}/terms`,{params:t,body:n}))&&e.state===`available`?await this.fetch(e):await this.remote.load()}}static{this.styles=[...P.styles,O]}refreshedBy(){return[`resync`,`job`]}async read(e){let[t,{packs:n}]=await Promise.all([this.app.api.call(`GET /api/faces`,{signal:e}),this.app.api.call(`GET /api/faces/packs`,{signal:e})]);return{status:t,packs:n}}renderValue({status:e,packs:n}){let{library:r,engine:a,model:o}=e,c=w(this.app.me.get(),`edit`);return t`
      <p>
        ${[a,o].filter(Boolean).join(` · `)}:
        ${i(e.usable?`system.engine.usable`:`system.engine.unusable`)}
      </p>
      <p class="hint">${e.reason??e.why}</p>
      <p class="hint">${i(`system.library`,{ready:r.ready,faces:r.faces})}</p>
      ${e.reembedding===null?s:t`<p role="status">${i(`system.reembedding`)}</p>`}
      ${c&&a!==F?t`<div class="row">
              <button @click=${()=>void this.choose(F,null)}>${i(`system.use_bundled`)}</button>
            </div>`:s}
      <ul>
        ${n.map(e=>t`<li>${this.renderPack(e,c)}</li>`)}
      </ul>
      ${this.renderTerms()}
    `}renderPack(e,n){let{api:r,jobs:a}=this.app,{name:o}=e,c=e.engine,l=k(a.get().value,e.job_id),u=n&&e.state===`installed`&&!e.in_use&&!I(e);return t`
      ${M(e,{job:l,isAllowed:n,install:()=>this.install(e),remove:()=>void this.order(()=>r.call(`DELETE /api/faces/packs/{engine}/{name}`,{params:{engine:c,name:o}})),cancel:()=>void this.order(async()=>l!==null&&a.cancel(l.id))})}
      ${u?t`<button @click=${()=>void this.choose(c,o)}>
              ${i(`system.use`,{name:e.title})}
            </button>`:s}
      ${e.state===`installed`&&I(e)?t`<button @click=${()=>this.ask(e)}>${i(`system.read_terms`)}</button>`:s}
    `}renderTerms(){let{asked:e}=this,n=w(this.app.me.get(),`admin`);return t`<wf-dialog
      .open=${e!==null}
      heading=${i(`system.terms`,{name:e?.title??``})}
      @closed=${()=>this.asked=null}
    >
      <div class="stack">
        <p style="white-space: pre-line">${e?.terms??``}</p>
        ${n?t`<label class="row" style="flex-direction: row; flex-wrap: nowrap">
                <input
                  type="checkbox"
                  .checked=${this.hasRead}
                  @change=${e=>this.hasRead=e.target.checked}
                />
                ${i(`system.terms_read`)}
              </label>`:t`<p class="hint">${i(`errors.forbidden`)}</p>`}
      </div>
      <button slot="actions" @click=${()=>this.asked=null}>${i(`edit.cancel`)}</button>
      <button slot="actions" class="primary" ?disabled=${!this.hasRead||!n} @click=${this.accept}>
        ${i(`system.terms_accept`)}
      </button>
    </wf-dialog>`}ask(e){this.hasRead=!1,this.asked=e}install(e){I(e)?this.ask(e):this.fetch(e)}fetch({engine:e,name:t}){let n={engine:e,name:t};return this.order(()=>this.app.api.call(`POST /api/faces/packs`,{body:n}))}choose(e,t){let n={engine:e,model:t,by:this.me()};return this.order(()=>this.app.api.call(`PUT /api/faces/engine`,{body:n}))}me(){return this.app.me.get()?.name??``}};h([x()],L.prototype,`asked`,void 0),h([x()],L.prototype,`hasRead`,void 0),L=h([e(`wf-faces-section`)],L);var R=class extends P{constructor(...e){super(...e),this.heading=i(`system.health`)}refreshedBy(){return[`resync`,`health`]}async read(e){let[t,n]=await Promise.all([this.app.api.call(`GET /api/info`,{signal:e}),this.app.api.health(e)]);return{info:t,health:n}}renderValue({info:e,health:n}){return t`
      <div role="status">
        ${n.healthy?t`<p>${i(`system.well`)}</p>`:t`<ul>
                ${n.reasons.map(({message:e})=>t`<li><wf-problem .told=${{code:null,message:e}}></wf-problem></li>`)}
              </ul>`}
      </div>
      <dl>
        <dt>${i(`system.version`)}</dt>
        <dd>${e.version}</dd>
        <dt>${i(`system.server`)}</dt>
        <dd>${e.name}</dd>
      </dl>
    `}};R=h([e(`wf-health-section`)],R);var z=class extends P{constructor(...e){super(...e),this.heading=i(`system.microphones`)}static{this.styles=[...P.styles,m`
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
    `]}async read(e){let{cameras:t}=await this.app.api.call(`GET /api/cameras`,{signal:e});return Promise.all(t.filter(({transcribe:e})=>e).map(async t=>{let n={camera_id:t.id};return{camera:t,report:await this.app.api.call(`GET /api/cameras/{camera_id}/microphone`,{params:n,signal:e})}}))}renderValue(e){return e.length===0?t`<p class="hint">${i(`system.nobody_listens`)}</p>`:t`<ul>
      ${e.map(({camera:e,report:n})=>t`<li>
            <h3>${e.name}</h3>
            ${B(n)}
          </li>`)}
    </ul>`}};z=h([e(`wf-microphone-section`)],z);function B(e){if(e.heard_s===0)return t`<p class="hint">${i(`system.nothing_heard`)}</p>`;let n=[e.level_db===null?null:i(`system.level`,{level:E(e.level_db)}),e.snr_db===null?null:i(`system.above_noise`,{level:E(e.snr_db)}),e.clipping===null?null:i(`system.clipping`,{share:f(e.clipping)}),e.speech===null?null:i(`system.share`,{share:f(e.speech)})];return t`
    <p class="hint">${n.filter(Boolean).join(` · `)}</p>
    ${e.judgements.map(({verdict:e,advice:n})=>e===`unknown`?s:t`<p class="advice ${e}">${y(e===`good`?ne:r)}${n}</p>`)}
  `}var V=8388608,H=8,U=`wallflower-upload`;function W({name:e,size:t,lastModified:n}){return`${e} ${t} ${n}`}function G(e){try{let t=JSON.parse(localStorage.getItem(U)??`null`);return t?.file===W(e)?t.id:null}catch{return null}}function K(e){try{e===null?localStorage.removeItem(U):localStorage.setItem(U,JSON.stringify(e))}catch{}}async function q(e,t){let n=G(t);if(n!==null)try{let r=await e.call(`GET /api/models/uploads/{upload_id}`,{params:{upload_id:n}});if(r.size_bytes===t.size)return r}catch(e){if(!(e instanceof te))throw e}let r=await e.call(`POST /api/models/uploads`,{body:{size_bytes:t.size}});return K({file:W(t),id:r.id}),r}async function J(e,t,n,r,i,a=e=>new Promise(t=>setTimeout(t,e))){let o={upload_id:n.id},s=n.received_bytes,l=0;for(r(s);s<t.size;){i.throwIfAborted();try{let n=t.slice(s,s+V),a={params:o,query:{offset:s},body:n,signal:i};({received_bytes:s}=await e.call(`PUT /api/models/uploads/{upload_id}`,a)),l=0,r(s)}catch(t){if(p(t)||++l>=H)throw t;await a(c(l)),s=(await e.call(`GET /api/models/uploads/{upload_id}`,{params:o,signal:i}).catch(()=>null))?.received_bytes??s}}}async function oe(e,t){K(null),await e.call(`DELETE /api/models/uploads/{upload_id}`,{params:{upload_id:t}})}function se(){K(null)}var ce=/(\.tar)?\.(zip|tar|tgz|gz|xz|bz2)$/i;function le(e){return e.replace(ce,``).replace(/[^A-Za-z0-9._-]+/g,`-`).replace(/^[^A-Za-z0-9]+|-+$/g,``).slice(0,64)}var Y=class extends b{constructor(...e){super(...e),this.file=null,this.name=``,this.sending=null,this.stopping=null,this.chosen=()=>{this.file=this.input.files?.[0]??null,this.name=le(this.file?.name??``)},this.submitted=async e=>{e.preventDefault();let{file:t,name:n}=this;if(t===null)return;let{api:r,toasts:a}=this.app,{signal:o}=this.stopping=new AbortController;this.sending={file:t,sent:0,id:null};try{let e=await q(r,t);await J(r,t,e,n=>this.sending={file:t,sent:n,id:e.id},o),await r.call(`POST /api/models/imports`,{body:{upload:e.id,name:n}}),se(),a.done(i(`model_upload.done`,{name:n})),this.file=null}catch(e){p(e)||a.failed(e)}finally{this.sending=null}}}static{this.styles=[l,g,...T,m`
      progress {
        width: 100%;
        accent-color: var(--wf-accent);
      }
    `]}disconnectedCallback(){this.stopping?.abort(),super.disconnectedCallback()}render(){return t`<details>
      <summary>${i(`model_upload.heading`)}</summary>
      ${this.sending===null?this.renderForm():this.renderProgress(this.sending)}
    </details>`}renderForm(){return t`<form @submit=${this.submitted}>
      <p class="hint">${i(`model_upload.text`)}</p>
      <label>
        ${i(`model_upload.file`)}
        <input type="file" required accept=".zip,.tar,.tgz,.gz,.xz,.bz2" @change=${this.chosen} />
      </label>
      ${this.file===null?s:t`<label>
              ${i(`model_upload.name`)}
              <input
                required
                pattern="[A-Za-z0-9][A-Za-z0-9._\\-]*"
                maxlength="64"
                .value=${this.name}
                @input=${e=>this.name=e.target.value}
              />
            </label>`}
      <div class="row">
        <button class="primary" ?disabled=${this.file===null}>${y(ee)}${i(`model_upload.send`)}</button>
      </div>
    </form>`}renderProgress({file:e,sent:n,id:r}){let a=i(`model_upload.sent`,{sent:C(n),of:C(e.size),share:f(n/e.size)});return t`
      <p>${e.name}: ${a}</p>
      <progress aria-label=${i(`model_upload.progress`,{file:e.name})} max=${e.size} value=${n}></progress>
      <div class="row">
        <button @click=${()=>this.stopping?.abort()}>${i(`model_upload.stop`)}</button>
        <button ?disabled=${r===null} @click=${()=>void this.giveUp(r)}>${i(`model_upload.give_up`)}</button>
        <span class="hint">${i(`model_upload.stop_text`)}</span>
      </div>
    `}async giveUp(e){this.stopping?.abort(),e!==null&&await this.app.toasts.attempt(()=>oe(this.app.api,e))}};h([o({attribute:!1})],Y.prototype,`app`,void 0),h([x()],Y.prototype,`file`,void 0),h([x()],Y.prototype,`name`,void 0),h([x()],Y.prototype,`sending`,void 0),h([u(`input[type=file]`)],Y.prototype,`input`,void 0),Y=h([e(`wf-model-upload`)],Y);var X=class extends P{constructor(...e){super(...e),this.heading=i(`system.models`),this.concerns=A}static{this.styles=[...P.styles,O]}refreshedBy(){return[`resync`,`job`]}async read(e){return(await this.app.api.call(`GET /api/models`,{signal:e})).models}renderValue(e){let n=e.length===0?t`<p class="hint">${i(`system.no_models`)}</p>`:t`<ul>
            ${e.map(e=>t`<li>${this.renderModel(e)}</li>`)}
          </ul>`;return t`${n}${w(this.app.me.get(),`edit`)?t`<wf-model-upload .app=${this.app}></wf-model-upload>`:s}`}renderModel(e){let{api:t,jobs:n,me:r}=this.app,i=k(n.get().value,e.job_id);return M(e,{job:i,isAllowed:w(r.get(),`edit`),install:()=>void this.order(()=>t.call(`POST /api/models`,{body:{name:e.name}})),remove:()=>void this.order(()=>t.call(`DELETE /api/models/{name}`,{params:{name:e.name}})),cancel:()=>void this.order(async()=>i!==null&&n.cancel(i.id))})}};X=h([e(`wf-models-section`)],X);var Z=class extends P{constructor(...e){super(...e),this.heading=i(`system.speech`)}refreshedBy(){return[`resync`,`speech_status`]}read(e){return this.app.api.call(`GET /api/speech`,{signal:e})}renderValue(e){let n=e.queued+e.running;return t`
      <p role="status">
        ${n===0?i(`system.no_backlog`):i(`system.backlog`,{count:n,speech:d(e.backlog_s*1e3)})}
        ${n>0&&e.rtf!==null?i(`system.backlog_takes`,{time:d(e.work_s*1e3)}):s}
        ${e.oldest_ms===null?s:i(`system.backlog_since`,{at:ie(e.oldest_ms)})}
      </p>
      ${e.engines.length===0?t`<p class="hint">${i(`system.no_engine`)}</p>`:t`<ul>
              ${e.engines.map(ue)}
            </ul>`}
    `}};Z=h([e(`wf-speech-section`)],Z);function ue(e){let n=e.starting?`starting`:e.usable?`usable`:`unusable`,r=[e.engine,e.model,e.device,i(`system.engine.${n}`)],a=e.rtf===null?s:i(`system.pace`,{seconds:E(e.rtf,2)});return t`<li>
    <p>${r.filter(Boolean).join(` · `)}</p>
    <p class="hint">${e.reason??e.chosen??s} ${a}</p>
  </li>`}var Q=class extends P{constructor(...e){super(...e),this.heading=i(`system.storage`)}read(e){return this.app.api.call(`GET /api/storage`,{signal:e})}renderValue(e){let{days_left:n}=e;return t`
      <dl>
        <dt>${i(`system.recordings`)}</dt>
        <dd>${C(e.used_bytes)}</dd>
        <dt>${i(`system.protected`)}</dt>
        <dd>${C(e.protected_bytes)}</dd>
        <dt>${i(`system.free`)}</dt>
        <dd>${C(e.free_bytes)}</dd>
        <dt>${i(`system.per_day`)}</dt>
        <dd>${C(e.bytes_per_day)}</dd>
        <dt>${i(`system.full_in`)}</dt>
        <dd>${n===null?i(`system.never_full`):ae(n)}</dd>
        <dt>${i(`system.crops`)}</dt>
        <dd>${C(e.crops_bytes)}</dd>
      </dl>
      ${e.cameras.length===0?t`<p class="hint">${i(`live.none`)}</p>`:this.renderCameras(e.cameras)}
    `}renderCameras(e){return t`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${i(`system.camera`)}</th>
            <th scope="col">${i(`system.taken`)}</th>
            <th scope="col">${i(`system.oldest`)}</th>
            <th scope="col">${i(`system.forecast`)}</th>
          </tr>
        </thead>
        <tbody>
          ${e.map(e=>t`<tr>
                <th scope="row">
                  <a href="cameras/${e.camera_id}/recording">${this.nameOf(e.camera_id)}</a>
                </th>
                <td>${C(e.used_bytes)}</td>
                <td>${e.oldest_ms===null?`–`:_(e.oldest_ms)}</td>
                <td>${D(e)}</td>
              </tr>`)}
        </tbody>
      </table>
    </div>`}};Q=h([e(`wf-storage-section`)],Q);var $=class extends v{static{this.styles=[...v.styles,m`
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
    `]}render(){let{app:e}=this;return t`<h1>${i(`nav.system`)}</h1>
      <div class="parts">
        <wf-health-section .app=${e}></wf-health-section>
        <wf-speech-section .app=${e}></wf-speech-section>
        <wf-storage-section .app=${e}></wf-storage-section>
        <wf-microphone-section .app=${e}></wf-microphone-section>
        <wf-models-section .app=${e}></wf-models-section>
        <wf-faces-section .app=${e}></wf-faces-section>
      </div>`}};$=h([e(`wf-system-page`)],$);export{$ as SystemPage};