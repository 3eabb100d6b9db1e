import{C as e,Cn as t,D as n,E as r,P as i,R as a,S as o,Sn as s,T as c,Y as l,b as u,bn as d,f as ee,hn as te,i as f,j as p,k as m,l as h,lt as ne,o as g,p as _,r as v,s as y,t as b,u as x,w as S,yn as re,z as C}from"./shell-ByTqqPMM.js";import{_ as w,a as T,f as ie,v as ae,y as E}from"./common-D35F0Fmm.js";import{t as D}from"./forecast-BiqnsUOl.js";var O=p`
  .item {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
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
  @media (max-width: 360px) {
    .item {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;function k(e,t){return e?.find(e=>e.id===t&&a(e))??null}function A(e){return!oe(e)||!a(e)}function oe(e){return`kind`in e&&`state`in e&&`attempts`in e}function j({progress:e,transfer:t}){let n=[_(e)];return t!==null&&t.total_bytes!==null&&n.push(i(`system.transfer`,{done:w(t.done_bytes),total:w(t.total_bytes)})),t!==null&&t.left_s!==null&&n.push(i(`jobs.left`,{time:x(t.left_s*1e3)})),n.join(` · `)}function M(e,t){let{job:r}=t;return m`
    <div class="item">
      <div>
        <strong>${e.title}</strong>
        <p class="hint">
          ${[w(e.size_bytes),i(e.in_use?`system.in_use`:`system.model.${e.state}`),e.machine].filter(Boolean).join(` · `)}
          ${e.licence===null?n:e.licence_url===null?m`· ${e.licence}`:m`· <a href=${e.licence_url} target="_blank" rel="noreferrer">${e.licence}</a>`}
        </p>
        ${e.reason===null?n:m`<p class="failed">${e.reason}</p>`}
        ${r===null?n:m`<p class="hint">${j(r)}</p>`}
      </div>
      <div>${t.isAllowed?N(e,t):n}</div>
      ${r===null?n:m`<progress max="1" .value=${r.progress} aria-label=${e.title}></progress>`}
    </div>
  `}function N(e,{job:t,install:r,remove:a,cancel:o}){let s=m`<span class="hidden-text">${e.title}</span>`;return t===null?e.state===`installed`||e.state===`broken`?e.in_use?n:m`<button @click=${a}>${i(`system.remove`)} ${s}</button>`:m`<button @click=${r}>${i(`system.install`)} ${s}</button>`:m`<button ?disabled=${t.cancelling} @click=${o}>${i(`jobs.cancel`)} ${s}</button>`}var P=class extends r{static{this.styles=[g,f,...T,p`
      dl {
        display: grid;
        grid-template-columns: fit-content(60%) minmax(0, 1fr);
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
    `]}constructor(){super(),this.remote=new C(e=>this.read(e)),this.leave=[],this.concerns=()=>!0,new re(this,()=>[this.remote,this.app.me,this.app.jobs,this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.refreshedBy().map(e=>this.app.events.on(e,e=>this.concerns(e)&&void this.remote.load())),this.remote.load()}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}refreshedBy(){return[`resync`]}render(){let{value:e,error:t}=this.remote.get();return m`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${this.heading}</h2>
      ${t===null?n:m`<wf-problem .told=${ie(t)}></wf-problem>
              <div class="row"><button @click=${this.remote.load}>${i(`failure.retry`)}</button></div>`}
      ${e===null?t===null?m`<p role="status">${i(`loading`)}</p>`:n:this.renderValue(e)}
    </section>`}async order(e){await this.app.toasts.attempt(e),await this.remote.load()}nameOf(e){return this.app.cameras.find(e)?.name??e}};v([S({attribute:!1})],P.prototype,`app`,void 0);var F=`dlib`;function I({terms:e,accepted_ms:t}){return e!==null&&t===null}var L=class extends P{constructor(...e){super(...e),this.asked=null,this.hasRead=!1,this.heading=i(`system.faces`),this.concerns=A,this.accept=async()=>{let e=this.asked;if(e?.terms_digest==null)return;let t={engine:e.engine,name:e.name},n={digest:e.terms_digest,by:this.me()};this.asked=null,await this.app.toasts.attempt(()=>this.app.api.call(`PUT /api/faces/packs/{engine}/{name}/terms`,{params:t,body:n}))&&e.state===`available`?await this.fetch(e):await this.remote.load()}}static{this.styles=[...P.styles,O]}refreshedBy(){return[`resync`,`job`]}async read(e){let[t,{packs:n}]=await Promise.all([this.app.api.call(`GET /api/faces`,{signal:e}),this.app.api.call(`GET /api/faces/packs`,{signal:e})]);return{status:t,packs:n}}renderValue({status:e,packs:t}){let{library:r,engine:a,model:o}=e,s=y(this.app.me.get(),`edit`);return m`
      <p>
        ${[a,o].filter(Boolean).join(` · `)}:
        ${i(e.usable?`system.engine.usable`:`system.engine.unusable`)}
      </p>
      <p class="hint">${e.reason??e.why}</p>
      <p class="hint">${i(`system.library`,{ready:r.ready,faces:r.faces})}</p>
      ${e.reembedding===null?n:m`<p role="status">${i(`system.reembedding`)}</p>`}
      ${s&&a!==F?m`<div class="row">
              <button @click=${()=>void this.choose(F,null)}>${i(`system.use_bundled`)}</button>
            </div>`:n}
      <ul>
        ${t.map(e=>m`<li>${this.renderPack(e,s)}</li>`)}
      </ul>
      ${this.renderTerms()}
    `}renderPack(e,t){let{api:r,jobs:a}=this.app,{name:o}=e,s=e.engine,c=k(a.get().value,e.job_id),l=t&&e.state===`installed`&&!e.in_use&&!I(e);return m`
      ${M(e,{job:c,isAllowed:t,install:()=>this.install(e),remove:()=>void this.order(()=>r.call(`DELETE /api/faces/packs/{engine}/{name}`,{params:{engine:s,name:o}})),cancel:()=>void this.order(async()=>c!==null&&a.cancel(c.id))})}
      ${l?m`<button @click=${()=>void this.choose(s,o)}>
              ${i(`system.use`,{name:e.title})}
            </button>`:n}
      ${e.state===`installed`&&I(e)?m`<button @click=${()=>this.ask(e)}>${i(`system.read_terms`)}</button>`:n}
    `}renderTerms(){let{asked:e}=this,t=y(this.app.me.get(),`admin`);return m`<wf-dialog
      .open=${e!==null}
      heading=${i(`system.terms`,{name:e?.title??``})}
      @closed=${()=>this.asked=null}
    >
      <div class="stack">
        <p style="white-space: pre-line">${e?.terms??``}</p>
        ${t?m`<label class="row" style="flex-direction: row; flex-wrap: nowrap">
                <input
                  type="checkbox"
                  .checked=${this.hasRead}
                  @change=${e=>this.hasRead=e.target.checked}
                />
                ${i(`system.terms_read`)}
              </label>`:m`<p class="hint">${i(`errors.forbidden`)}</p>`}
      </div>
      <button slot="actions" @click=${()=>this.asked=null}>${i(`edit.cancel`)}</button>
      <button slot="actions" class="primary" ?disabled=${!this.hasRead||!t} @click=${this.accept}>
        ${i(`system.terms_accept`)}
      </button>
    </wf-dialog>`}ask(e){this.hasRead=!1,this.asked=e}install(e){I(e)?this.ask(e):this.fetch(e)}fetch({engine:e,name:t}){let n={engine:e,name:t};return this.order(()=>this.app.api.call(`POST /api/faces/packs`,{body:n}))}choose(e,t){let n={engine:e,model:t,by:this.me()};return this.order(()=>this.app.api.call(`PUT /api/faces/engine`,{body:n}))}me(){return this.app.me.get()?.name??``}};v([e()],L.prototype,`asked`,void 0),v([e()],L.prototype,`hasRead`,void 0),L=v([c(`wf-faces-section`)],L);var R=class extends P{constructor(...e){super(...e),this.heading=i(`system.health`)}refreshedBy(){return[`resync`,`health`]}async read(e){let[t,n]=await Promise.all([this.app.api.call(`GET /api/info`,{signal:e}),this.app.api.health(e)]);return{info:t,health:n}}renderValue({info:e,health:t}){return m`
      <div role="status">
        ${t.healthy?m`<p>${i(`system.well`)}</p>`:m`<ul>
                ${t.reasons.map(({message:e})=>m`<li><wf-problem .told=${{code:null,message:e}}></wf-problem></li>`)}
              </ul>`}
      </div>
      <dl>
        <dt>${i(`system.version`)}</dt>
        <dd>${e.version}</dd>
        <dt>${i(`system.server`)}</dt>
        <dd>${e.name}</dd>
      </dl>
    `}};R=v([c(`wf-health-section`)],R);var z=class extends P{constructor(...e){super(...e),this.heading=i(`system.microphones`)}static{this.styles=[...P.styles,p`
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
    `]}async read(e){let{cameras:t}=await this.app.api.call(`GET /api/cameras`,{signal:e});return Promise.all(t.filter(({transcribe:e})=>e).map(async t=>{let n={camera_id:t.id};return{camera:t,report:await this.app.api.call(`GET /api/cameras/{camera_id}/microphone`,{params:n,signal:e})}}))}renderValue(e){return e.length===0?m`<p class="hint">${i(`system.nobody_listens`)}</p>`:m`<ul>
      ${e.map(({camera:e,report:t})=>m`<li>
            <h3>${e.name}</h3>
            ${B(t)}
          </li>`)}
    </ul>`}};z=v([c(`wf-microphone-section`)],z);function B(e){if(e.heard_s===0)return m`<p class="hint">${i(`system.nothing_heard`)}</p>`;let t=[e.level_db===null?null:i(`system.level`,{level:E(e.level_db)}),e.snr_db===null?null:i(`system.above_noise`,{level:E(e.snr_db)}),e.clipping===null?null:i(`system.clipping`,{share:_(e.clipping)}),e.speech===null?null:i(`system.share`,{share:_(e.speech)})];return m`
    <p class="hint">${t.filter(Boolean).join(` · `)}</p>
    ${e.judgements.map(({verdict:e,advice:t})=>e===`unknown`?n:m`<p class="advice ${e}">${u(e===`good`?ne:l)}${t}</p>`)}
  `}var V=8388608,H=8,U=new Set([400,401,403,404,413,415,422,507]),W=`wallflower-upload`;function G({name:e,size:t,lastModified:n}){return`${e} ${t} ${n}`}function K(e){try{let t=JSON.parse(localStorage.getItem(W)??`null`);return t?.file===G(e)?t.id:null}catch{return null}}function q(e){try{e===null?localStorage.removeItem(W):localStorage.setItem(W,JSON.stringify(e))}catch{}}async function se(e,t){let n=K(t);if(n!==null)try{let r=await e.call(`GET /api/models/uploads/{upload_id}`,{params:{upload_id:n}});if(r.size_bytes===t.size)return r}catch(e){if(!(e instanceof d))throw e}let r=await e.call(`POST /api/models/uploads`,{body:{size_bytes:t.size}});return q({file:G(t),id:r.id}),r}async function ce(e,n,r,i,a,o=e=>new Promise(t=>setTimeout(t,e))){let c={upload_id:r.id},l=r.received_bytes,u=0;for(i(l);l<n.size;){a.throwIfAborted();try{let t=n.slice(l,l+V),r={params:c,query:{offset:l},body:t,signal:a};({received_bytes:l}=await e.call(`PUT /api/models/uploads/{upload_id}`,r)),u=0,i(l)}catch(n){if(s(n)||le(n)||++u>=H)throw n;await o(t(u)),l=(await e.call(`GET /api/models/uploads/{upload_id}`,{params:c,signal:a}).catch(()=>null))?.received_bytes??l}}}function le(e){return e instanceof d&&U.has(e.status)}async function ue(e,t){q(null),await e.call(`DELETE /api/models/uploads/{upload_id}`,{params:{upload_id:t}})}function de(){q(null)}var J=8e9,fe=/(\.tar)?\.(zip|tar|tgz|gz|xz|bz2)$/i;function pe(e){return e.replace(fe,``).replace(/[^A-Za-z0-9._-]+/g,`-`).replace(/^[^A-Za-z0-9]+|-+$/g,``).slice(0,64)}var Y=class extends r{constructor(...e){super(...e),this.file=null,this.name=``,this.sending=null,this.stopping=null,this.chosen=()=>{this.file=this.input.files?.[0]??null,this.name=pe(this.file?.name??``)},this.submitted=async e=>{e.preventDefault();let{file:t,name:n}=this;if(t===null)return;let{api:r,toasts:a}=this.app;if(t.size>J){a.failed(Error(i(`model_upload.too_large`,{most:w(J)})));return}let{signal:o}=this.stopping=new AbortController;this.sending={file:t,sent:0,id:null};try{let e=await se(r,t);await ce(r,t,e,n=>this.sending={file:t,sent:n,id:e.id},o),await r.call(`POST /api/models/imports`,{body:{upload:e.id,name:n}}),de(),a.done(i(`model_upload.done`,{name:n})),this.file=null}catch(e){s(e)||a.failed(e)}finally{this.sending=null}}}static{this.styles=[g,f,...T,p`
      progress {
        width: 100%;
        accent-color: var(--wf-accent);
      }
    `]}disconnectedCallback(){this.stopping?.abort(),super.disconnectedCallback()}render(){return m`<details>
      <summary>${i(`model_upload.heading`)}</summary>
      ${this.sending===null?this.renderForm():this.renderProgress(this.sending)}
    </details>`}renderForm(){return m`<form @submit=${this.submitted}>
      <p class="hint">${i(`model_upload.text`)}</p>
      <label>
        <span>${i(`model_upload.file`)}${this.file===null?n:m`: <bdi>${this.file.name}</bdi>`}</span>
        <input
          type="file"
          ?required=${this.file===null}
          accept=".zip,.tar,.tgz,.gz,.xz,.bz2"
          @change=${this.chosen}
        />
      </label>
      ${this.file===null?n:m`<label>
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
        <button class="primary" ?disabled=${this.file===null}>${u(te)}${i(`model_upload.send`)}</button>
      </div>
    </form>`}renderProgress({file:e,sent:t,id:n}){let r=i(`model_upload.sent`,{sent:w(t),of:w(e.size),share:_(t/e.size)});return m`
      <p>${e.name}: ${r}</p>
      <progress aria-label=${i(`model_upload.progress`,{file:e.name})} max=${e.size} value=${t}></progress>
      <div class="row">
        <button @click=${()=>this.stopping?.abort()}>${i(`model_upload.stop`)}</button>
        <button ?disabled=${n===null} @click=${()=>void this.giveUp(n)}>${i(`model_upload.give_up`)}</button>
        <span class="hint">${i(`model_upload.stop_text`)}</span>
      </div>
    `}async giveUp(e){this.stopping?.abort(),e!==null&&await this.app.toasts.attempt(()=>ue(this.app.api,e))}};v([S({attribute:!1})],Y.prototype,`app`,void 0),v([e()],Y.prototype,`file`,void 0),v([e()],Y.prototype,`name`,void 0),v([e()],Y.prototype,`sending`,void 0),v([o(`input[type=file]`)],Y.prototype,`input`,void 0),Y=v([c(`wf-model-upload`)],Y);var X=class extends P{constructor(...e){super(...e),this.heading=i(`system.models`),this.concerns=A}static{this.styles=[...P.styles,O]}refreshedBy(){return[`resync`,`job`]}async read(e){return(await this.app.api.call(`GET /api/models`,{signal:e})).models}renderValue(e){let t=e.length===0?m`<p class="hint">${i(`system.no_models`)}</p>`:m`<ul>
            ${e.map(e=>m`<li>${this.renderModel(e)}</li>`)}
          </ul>`;return m`${t}${y(this.app.me.get(),`edit`)?m`<wf-model-upload .app=${this.app}></wf-model-upload>`:n}`}renderModel(e){let{api:t,jobs:n,me:r}=this.app,i=k(n.get().value,e.job_id);return M(e,{job:i,isAllowed:y(r.get(),`edit`),install:()=>void this.order(()=>t.call(`POST /api/models`,{body:{name:e.name}})),remove:()=>void this.order(()=>t.call(`DELETE /api/models/{name}`,{params:{name:e.name}})),cancel:()=>void this.order(async()=>i!==null&&n.cancel(i.id))})}};X=v([c(`wf-models-section`)],X);var Z=class extends P{constructor(...e){super(...e),this.heading=i(`system.speech`)}refreshedBy(){return[`resync`,`speech_status`]}read(e){return this.app.api.call(`GET /api/speech`,{signal:e})}renderValue(e){let t=e.queued+e.running;return m`
      <p role="status">
        ${t===0?i(`system.no_backlog`):i(`system.backlog`,{count:t,speech:x(e.backlog_s*1e3)})}
        ${t>0&&e.rtf!==null?i(`system.backlog_takes`,{time:x(e.work_s*1e3)}):n}
        ${e.oldest_ms===null?n:i(`system.backlog_since`,{at:ee(e.oldest_ms)})}
      </p>
      ${e.engines.length===0?m`<p class="hint">${i(`system.no_engine`)}</p>`:m`<ul>
              ${e.engines.map(me)}
            </ul>`}
    `}};Z=v([c(`wf-speech-section`)],Z);function me(e){let t=e.starting?`starting`:e.usable?`usable`:`unusable`,r=[e.engine,e.model,e.device,i(`system.engine.${t}`)],a=e.rtf===null?n:i(`system.pace`,{seconds:E(e.rtf,2)});return m`<li>
    <p>${r.filter(Boolean).join(` · `)}</p>
    <p class="hint">${e.reason??e.chosen??n} ${a}</p>
  </li>`}var Q=class extends P{constructor(...e){super(...e),this.heading=i(`system.storage`)}read(e){return this.app.api.call(`GET /api/storage`,{signal:e})}renderValue(e){let{days_left:t}=e;return m`
      <dl>
        <dt>${i(`system.recordings`)}</dt>
        <dd>${w(e.used_bytes)}</dd>
        <dt>${i(`system.protected`)}</dt>
        <dd>${w(e.protected_bytes)}</dd>
        <dt>${i(`system.free`)}</dt>
        <dd>${w(e.free_bytes)}</dd>
        <dt>${i(`system.per_day`)}</dt>
        <dd>${w(e.bytes_per_day)}</dd>
        <dt>${i(`system.full_in`)}</dt>
        <dd>${t===null?i(`system.never_full`):ae(t)}</dd>
        <dt>${i(`system.crops`)}</dt>
        <dd>${w(e.crops_bytes)}</dd>
      </dl>
      ${e.cameras.length===0?m`<p class="hint">${i(`live.none`)}</p>`:this.renderCameras(e.cameras)}
    `}renderCameras(e){return m`<div class="scroll">
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
          ${e.map(e=>m`<tr>
                <th scope="row">
                  <a href="cameras/${e.camera_id}/recording">${this.nameOf(e.camera_id)}</a>
                </th>
                <td>${w(e.used_bytes)}</td>
                <td>${e.oldest_ms===null?`–`:h(e.oldest_ms)}</td>
                <td>${D(e)}</td>
              </tr>`)}
        </tbody>
      </table>
    </div>`}};Q=v([c(`wf-storage-section`)],Q);var $=class extends b{static{this.styles=[...b.styles,p`
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
    `]}render(){let{app:e}=this;return m`<h1>${i(`nav.system`)}</h1>
      <div class="parts">
        <wf-health-section .app=${e}></wf-health-section>
        <wf-speech-section .app=${e}></wf-speech-section>
        <wf-storage-section .app=${e}></wf-storage-section>
        <wf-microphone-section .app=${e}></wf-microphone-section>
        <wf-models-section .app=${e}></wf-models-section>
        <wf-faces-section .app=${e}></wf-faces-section>
      </div>`}};$=v([c(`wf-system-page`)],$);export{$ as SystemPage};