import{A as e,C as t,E as n,F as r,I as i,K as a,N as o,O as s,S as c,T as l,_n as u,a as d,c as ee,d as f,f as p,hn as m,l as h,mn as g,n as _,r as v,st as y,t as b,un as x,vn as te,w as S,x as ne,y as C}from"./shell-DaxaLWEI.js";import{f as w,g as T,h as re,i as E,m as D,o as O}from"./common-Tyb2rluc.js";import{t as ie}from"./forecast-CeK7GCu3.js";var k=e`
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
`;function A(e,t){return e?.find(e=>e.id===t&&r(e))??null}function j(e){return!M(e)||!r(e)}function M(e){return`kind`in e&&`state`in e&&`attempts`in e}function N({progress:e,transfer:t}){let n=[p(e)];return t!==null&&t.total_bytes!==null&&n.push(o(`system.transfer`,{done:D(t.done_bytes),total:D(t.total_bytes)})),t!==null&&t.left_s!==null&&n.push(o(`jobs.left`,{time:h(t.left_s*1e3)})),n.join(` · `)}function P(e,t){let{job:r}=t;return s`
    <div class="item">
      <div>
        <strong>${e.title}</strong>
        <p class="hint">
          ${[D(e.size_bytes),o(e.in_use?`system.in_use`:`system.model.${e.state}`),e.machine].filter(Boolean).join(` · `)}
          ${e.licence===null?n:e.licence_url===null?s`· ${e.licence}`:s`· <a href=${e.licence_url} target="_blank" rel="noreferrer">${e.licence}</a>`}
        </p>
        ${e.reason===null?n:s`<p class="failed">${e.reason}</p>`}
        ${r===null?n:s`<p class="hint">${N(r)}</p>`}
      </div>
      <div>${t.isAllowed?ae(e,t):n}</div>
      ${r===null?n:s`<progress max="1" .value=${r.progress} aria-label=${e.title}></progress>`}
    </div>
  `}function ae(e,{job:t,install:r,remove:i,cancel:a}){let c=s`<span class="hidden-text">${e.title}</span>`;return t===null?e.state===`installed`||e.state===`broken`?e.in_use?n:s`<button @click=${i}>${o(`system.remove`)} ${c}</button>`:s`<button @click=${r}>${o(`system.install`)} ${c}</button>`:s`<button ?disabled=${t.cancelling} @click=${a}>${o(`jobs.cancel`)} ${c}</button>`}var F=class extends l{static{this.styles=[d,v,...O,e`
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
    `]}constructor(){super(),this.remote=new i(e=>this.read(e)),this.leave=[],this.concerns=()=>!0,new g(this,()=>[this.remote,this.app.me,this.app.jobs,this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.refreshedBy().map(e=>this.app.events.on(e,e=>this.concerns(e)&&void this.remote.load())),this.remote.load()}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}refreshedBy(){return[`resync`]}render(){let{value:e,error:t}=this.remote.get();return s`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${this.heading}</h2>
      ${t===null?n:s`<wf-problem .told=${w(t)}></wf-problem>
              <div class="row"><button @click=${this.remote.load}>${o(`failure.retry`)}</button></div>`}
      ${e===null?t===null?s`<p role="status">${o(`loading`)}</p>`:n:this.renderValue(e)}
    </section>`}async order(e){await this.app.toasts.attempt(e),await this.remote.load()}nameOf(e){return this.app.cameras.find(e)?.name??e}};_([t({attribute:!1})],F.prototype,`app`,void 0);var I=`dlib`;function L({terms:e,accepted_ms:t}){return e!==null&&t===null}var R=class extends F{constructor(...e){super(...e),this.asked=null,this.hasRead=!1,this.heading=o(`system.faces`),this.concerns=j,this.accept=async()=>{let e=this.asked;if(e?.terms_digest==null)return;let t={engine:e.engine,name:e.name},n={digest:e.terms_digest,by:this.me()};this.asked=null,await this.app.toasts.attempt(()=>this.app.api.call(`PUT /api/faces/packs/{engine}/{name}/terms`,{params:t,body:n}))&&e.state===`available`?await this.fetch(e):await this.remote.load()}}static{this.styles=[...F.styles,k]}refreshedBy(){return[`resync`,`job`]}async read(e){let[t,{packs:n}]=await Promise.all([this.app.api.call(`GET /api/faces`,{signal:e}),this.app.api.call(`GET /api/faces/packs`,{signal:e})]);return{status:t,packs:n}}renderValue({status:e,packs:t}){let{library:r,engine:i,model:a}=e,c=E(this.app.me.get(),`edit`);return s`
      <p>
        ${[i,a].filter(Boolean).join(` · `)}:
        ${o(e.usable?`system.engine.usable`:`system.engine.unusable`)}
      </p>
      <p class="hint">${e.reason??e.why}</p>
      <p class="hint">${o(`system.library`,{ready:r.ready,faces:r.faces})}</p>
      ${e.reembedding===null?n:s`<p role="status">${o(`system.reembedding`)}</p>`}
      ${c&&i!==I?s`<div class="row">
              <button @click=${()=>void this.choose(I,null)}>${o(`system.use_bundled`)}</button>
            </div>`:n}
      <ul>
        ${t.map(e=>s`<li>${this.renderPack(e,c)}</li>`)}
      </ul>
      ${this.renderTerms()}
    `}renderPack(e,t){let{api:r,jobs:i}=this.app,{name:a}=e,c=e.engine,l=A(i.get().value,e.job_id),u=t&&e.state===`installed`&&!e.in_use&&!L(e);return s`
      ${P(e,{job:l,isAllowed:t,install:()=>this.install(e),remove:()=>void this.order(()=>r.call(`DELETE /api/faces/packs/{engine}/{name}`,{params:{engine:c,name:a}})),cancel:()=>void this.order(async()=>l!==null&&i.cancel(l.id))})}
      ${u?s`<button @click=${()=>void this.choose(c,a)}>
              ${o(`system.use`,{name:e.title})}
            </button>`:n}
      ${e.state===`installed`&&L(e)?s`<button @click=${()=>this.ask(e)}>${o(`system.read_terms`)}</button>`:n}
    `}renderTerms(){let{asked:e}=this,t=E(this.app.me.get(),`admin`);return s`<wf-dialog
      .open=${e!==null}
      heading=${o(`system.terms`,{name:e?.title??``})}
      @closed=${()=>this.asked=null}
    >
      <div class="stack">
        <p style="white-space: pre-line">${e?.terms??``}</p>
        ${t?s`<label class="row" style="flex-direction: row; flex-wrap: nowrap">
                <input
                  type="checkbox"
                  .checked=${this.hasRead}
                  @change=${e=>this.hasRead=e.target.checked}
                />
                ${o(`system.terms_read`)}
              </label>`:s`<p class="hint">${o(`errors.forbidden`)}</p>`}
      </div>
      <button slot="actions" @click=${()=>this.asked=null}>${o(`edit.cancel`)}</button>
      <button slot="actions" class="primary" ?disabled=${!this.hasRead||!t} @click=${this.accept}>
        ${o(`system.terms_accept`)}
      </button>
    </wf-dialog>`}ask(e){this.hasRead=!1,this.asked=e}install(e){L(e)?this.ask(e):this.fetch(e)}fetch({engine:e,name:t}){let n={engine:e,name:t};return this.order(()=>this.app.api.call(`POST /api/faces/packs`,{body:n}))}choose(e,t){let n={engine:e,model:t,by:this.me()};return this.order(()=>this.app.api.call(`PUT /api/faces/engine`,{body:n}))}me(){return this.app.me.get()?.name??``}};_([c()],R.prototype,`asked`,void 0),_([c()],R.prototype,`hasRead`,void 0),R=_([S(`wf-faces-section`)],R);var z=class extends F{constructor(...e){super(...e),this.heading=o(`system.health`)}refreshedBy(){return[`resync`,`health`]}async read(e){let[t,n]=await Promise.all([this.app.api.call(`GET /api/info`,{signal:e}),this.app.api.health(e)]);return{info:t,health:n}}renderValue({info:e,health:t}){return s`
      <div role="status">
        ${t.healthy?s`<p>${o(`system.well`)}</p>`:s`<ul>
                ${t.reasons.map(({message:e})=>s`<li><wf-problem .told=${{code:null,message:e}}></wf-problem></li>`)}
              </ul>`}
      </div>
      <dl>
        <dt>${o(`system.version`)}</dt>
        <dd>${e.version}</dd>
        <dt>${o(`system.server`)}</dt>
        <dd>${e.name}</dd>
      </dl>
    `}};z=_([S(`wf-health-section`)],z);var B=class extends F{constructor(...e){super(...e),this.heading=o(`system.microphones`)}static{this.styles=[...F.styles,e`
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
    `]}async read(e){let{cameras:t}=await this.app.api.call(`GET /api/cameras`,{signal:e});return Promise.all(t.filter(({transcribe:e})=>e).map(async t=>{let n={camera_id:t.id};return{camera:t,report:await this.app.api.call(`GET /api/cameras/{camera_id}/microphone`,{params:n,signal:e})}}))}renderValue(e){return e.length===0?s`<p class="hint">${o(`system.nobody_listens`)}</p>`:s`<ul>
      ${e.map(({camera:e,report:t})=>s`<li>
            <h3>${e.name}</h3>
            ${V(t)}
          </li>`)}
    </ul>`}};B=_([S(`wf-microphone-section`)],B);function V(e){if(e.heard_s===0)return s`<p class="hint">${o(`system.nothing_heard`)}</p>`;let t=[e.level_db===null?null:o(`system.level`,{level:T(e.level_db)}),e.snr_db===null?null:o(`system.above_noise`,{level:T(e.snr_db)}),e.clipping===null?null:o(`system.clipping`,{share:p(e.clipping)}),e.speech===null?null:o(`system.share`,{share:p(e.speech)})];return s`
    <p class="hint">${t.filter(Boolean).join(` · `)}</p>
    ${e.judgements.map(({verdict:e,advice:t})=>e===`unknown`?n:s`<p class="advice ${e}">${C(e===`good`?y:a)}${t}</p>`)}
  `}var H=8388608,U=8,W=new Set([400,401,403,404,413,415,422,507]),G=`wallflower-upload`;function K({name:e,size:t,lastModified:n}){return`${e} ${t} ${n}`}function q(e){try{let t=JSON.parse(localStorage.getItem(G)??`null`);return t?.file===K(e)?t.id:null}catch{return null}}function J(e){try{e===null?localStorage.removeItem(G):localStorage.setItem(G,JSON.stringify(e))}catch{}}async function oe(e,t){let n=q(t);if(n!==null)try{let r=await e.call(`GET /api/models/uploads/{upload_id}`,{params:{upload_id:n}});if(r.size_bytes===t.size)return r}catch(e){if(!(e instanceof m))throw e}let r=await e.call(`POST /api/models/uploads`,{body:{size_bytes:t.size}});return J({file:K(t),id:r.id}),r}async function se(e,t,n,r,i,a=e=>new Promise(t=>setTimeout(t,e))){let o={upload_id:n.id},s=n.received_bytes,c=0;for(r(s);s<t.size;){i.throwIfAborted();try{let n=t.slice(s,s+H),a={params:o,query:{offset:s},body:n,signal:i};({received_bytes:s}=await e.call(`PUT /api/models/uploads/{upload_id}`,a)),c=0,r(s)}catch(t){if(u(t)||ce(t)||++c>=U)throw t;await a(te(c)),s=(await e.call(`GET /api/models/uploads/{upload_id}`,{params:o,signal:i}).catch(()=>null))?.received_bytes??s}}}function ce(e){return e instanceof m&&W.has(e.status)}async function le(e,t){J(null),await e.call(`DELETE /api/models/uploads/{upload_id}`,{params:{upload_id:t}})}function ue(){J(null)}var de=/(\.tar)?\.(zip|tar|tgz|gz|xz|bz2)$/i;function fe(e){return e.replace(de,``).replace(/[^A-Za-z0-9._-]+/g,`-`).replace(/^[^A-Za-z0-9]+|-+$/g,``).slice(0,64)}var Y=class extends l{constructor(...e){super(...e),this.file=null,this.name=``,this.sending=null,this.stopping=null,this.chosen=()=>{this.file=this.input.files?.[0]??null,this.name=fe(this.file?.name??``)},this.submitted=async e=>{e.preventDefault();let{file:t,name:n}=this;if(t===null)return;let{api:r,toasts:i}=this.app,{signal:a}=this.stopping=new AbortController;this.sending={file:t,sent:0,id:null};try{let e=await oe(r,t);await se(r,t,e,n=>this.sending={file:t,sent:n,id:e.id},a),await r.call(`POST /api/models/imports`,{body:{upload:e.id,name:n}}),ue(),i.done(o(`model_upload.done`,{name:n})),this.file=null}catch(e){u(e)||i.failed(e)}finally{this.sending=null}}}static{this.styles=[d,v,...O,e`
      progress {
        width: 100%;
        accent-color: var(--wf-accent);
      }
    `]}disconnectedCallback(){this.stopping?.abort(),super.disconnectedCallback()}render(){return s`<details>
      <summary>${o(`model_upload.heading`)}</summary>
      ${this.sending===null?this.renderForm():this.renderProgress(this.sending)}
    </details>`}renderForm(){return s`<form @submit=${this.submitted}>
      <p class="hint">${o(`model_upload.text`)}</p>
      <label>
        ${o(`model_upload.file`)}
        <input type="file" required accept=".zip,.tar,.tgz,.gz,.xz,.bz2" @change=${this.chosen} />
      </label>
      ${this.file===null?n:s`<label>
              ${o(`model_upload.name`)}
              <input
                required
                pattern="[A-Za-z0-9][A-Za-z0-9._\\-]*"
                maxlength="64"
                .value=${this.name}
                @input=${e=>this.name=e.target.value}
              />
            </label>`}
      <div class="row">
        <button class="primary" ?disabled=${this.file===null}>${C(x)}${o(`model_upload.send`)}</button>
      </div>
    </form>`}renderProgress({file:e,sent:t,id:n}){let r=o(`model_upload.sent`,{sent:D(t),of:D(e.size),share:p(t/e.size)});return s`
      <p>${e.name}: ${r}</p>
      <progress aria-label=${o(`model_upload.progress`,{file:e.name})} max=${e.size} value=${t}></progress>
      <div class="row">
        <button @click=${()=>this.stopping?.abort()}>${o(`model_upload.stop`)}</button>
        <button ?disabled=${n===null} @click=${()=>void this.giveUp(n)}>${o(`model_upload.give_up`)}</button>
        <span class="hint">${o(`model_upload.stop_text`)}</span>
      </div>
    `}async giveUp(e){this.stopping?.abort(),e!==null&&await this.app.toasts.attempt(()=>le(this.app.api,e))}};_([t({attribute:!1})],Y.prototype,`app`,void 0),_([c()],Y.prototype,`file`,void 0),_([c()],Y.prototype,`name`,void 0),_([c()],Y.prototype,`sending`,void 0),_([ne(`input[type=file]`)],Y.prototype,`input`,void 0),Y=_([S(`wf-model-upload`)],Y);var X=class extends F{constructor(...e){super(...e),this.heading=o(`system.models`),this.concerns=j}static{this.styles=[...F.styles,k]}refreshedBy(){return[`resync`,`job`]}async read(e){return(await this.app.api.call(`GET /api/models`,{signal:e})).models}renderValue(e){let t=e.length===0?s`<p class="hint">${o(`system.no_models`)}</p>`:s`<ul>
            ${e.map(e=>s`<li>${this.renderModel(e)}</li>`)}
          </ul>`;return s`${t}${E(this.app.me.get(),`edit`)?s`<wf-model-upload .app=${this.app}></wf-model-upload>`:n}`}renderModel(e){let{api:t,jobs:n,me:r}=this.app,i=A(n.get().value,e.job_id);return P(e,{job:i,isAllowed:E(r.get(),`edit`),install:()=>void this.order(()=>t.call(`POST /api/models`,{body:{name:e.name}})),remove:()=>void this.order(()=>t.call(`DELETE /api/models/{name}`,{params:{name:e.name}})),cancel:()=>void this.order(async()=>i!==null&&n.cancel(i.id))})}};X=_([S(`wf-models-section`)],X);var Z=class extends F{constructor(...e){super(...e),this.heading=o(`system.speech`)}refreshedBy(){return[`resync`,`speech_status`]}read(e){return this.app.api.call(`GET /api/speech`,{signal:e})}renderValue(e){let t=e.queued+e.running;return s`
      <p role="status">
        ${t===0?o(`system.no_backlog`):o(`system.backlog`,{count:t,speech:h(e.backlog_s*1e3)})}
        ${t>0&&e.rtf!==null?o(`system.backlog_takes`,{time:h(e.work_s*1e3)}):n}
        ${e.oldest_ms===null?n:o(`system.backlog_since`,{at:f(e.oldest_ms)})}
      </p>
      ${e.engines.length===0?s`<p class="hint">${o(`system.no_engine`)}</p>`:s`<ul>
              ${e.engines.map(pe)}
            </ul>`}
    `}};Z=_([S(`wf-speech-section`)],Z);function pe(e){let t=e.starting?`starting`:e.usable?`usable`:`unusable`,r=[e.engine,e.model,e.device,o(`system.engine.${t}`)],i=e.rtf===null?n:o(`system.pace`,{seconds:T(e.rtf,2)});return s`<li>
    <p>${r.filter(Boolean).join(` · `)}</p>
    <p class="hint">${e.reason??e.chosen??n} ${i}</p>
  </li>`}var Q=class extends F{constructor(...e){super(...e),this.heading=o(`system.storage`)}read(e){return this.app.api.call(`GET /api/storage`,{signal:e})}renderValue(e){let{days_left:t}=e;return s`
      <dl>
        <dt>${o(`system.recordings`)}</dt>
        <dd>${D(e.used_bytes)}</dd>
        <dt>${o(`system.protected`)}</dt>
        <dd>${D(e.protected_bytes)}</dd>
        <dt>${o(`system.free`)}</dt>
        <dd>${D(e.free_bytes)}</dd>
        <dt>${o(`system.per_day`)}</dt>
        <dd>${D(e.bytes_per_day)}</dd>
        <dt>${o(`system.full_in`)}</dt>
        <dd>${t===null?o(`system.never_full`):re(t)}</dd>
        <dt>${o(`system.crops`)}</dt>
        <dd>${D(e.crops_bytes)}</dd>
      </dl>
      ${e.cameras.length===0?s`<p class="hint">${o(`live.none`)}</p>`:this.renderCameras(e.cameras)}
    `}renderCameras(e){return s`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${o(`system.camera`)}</th>
            <th scope="col">${o(`system.taken`)}</th>
            <th scope="col">${o(`system.oldest`)}</th>
            <th scope="col">${o(`system.forecast`)}</th>
          </tr>
        </thead>
        <tbody>
          ${e.map(e=>s`<tr>
                <th scope="row">
                  <a href="cameras/${e.camera_id}/recording">${this.nameOf(e.camera_id)}</a>
                </th>
                <td>${D(e.used_bytes)}</td>
                <td>${e.oldest_ms===null?`–`:ee(e.oldest_ms)}</td>
                <td>${ie(e)}</td>
              </tr>`)}
        </tbody>
      </table>
    </div>`}};Q=_([S(`wf-storage-section`)],Q);var $=class extends b{static{this.styles=[...b.styles,e`
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
    `]}render(){let{app:e}=this;return s`<h1>${o(`nav.system`)}</h1>
      <div class="parts">
        <wf-health-section .app=${e}></wf-health-section>
        <wf-speech-section .app=${e}></wf-speech-section>
        <wf-storage-section .app=${e}></wf-storage-section>
        <wf-microphone-section .app=${e}></wf-microphone-section>
        <wf-models-section .app=${e}></wf-models-section>
        <wf-faces-section .app=${e}></wf-faces-section>
      </div>`}};$=_([S(`wf-system-page`)],$);export{$ as SystemPage};