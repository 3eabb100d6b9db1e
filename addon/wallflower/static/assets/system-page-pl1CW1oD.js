import{C as e,L as t,O as n,_ as r,et as i,g as a,gn as o,h as s,i as c,m as l,n as u,pn as d,t as f,un as ee,v as p,x as m,y as h}from"./decorate-DQJKDT0g.js";import{t as g}from"./page-reyvvdgm.js";import{t as _}from"./rights-KL0q-kIB.js";import"./dialog-CIG-yMuu.js";import{n as v,r as y,t as b}from"./amounts-sCo6Hd8J.js";import{t as x}from"./query-Df4-SAIv.js";import{a as te,n as ne,o as S,r as C}from"./format-CJvLajJV.js";import{n as w}from"./jobs-CI4TwHKM.js";import{t as T}from"./remote-CkOU22TJ.js";import{n as E}from"./store-D0-sJLqh.js";import{n as D,t as O}from"./problem-BRJCmJVL.js";import{t as re}from"./backoff-DYIAqc1I.js";import{t as ie}from"./forecast-DIATyH7R.js";var k=e`
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
`;function A(e,t){return e?.find(e=>e.id===t&&w(e))??null}function j(e){return!(`kind`in e&&`state`in e&&`attempts`in e)||!w(e)}function M({progress:e,transfer:t}){let r=[S(e)];return t!==null&&t.total_bytes!==null&&r.push(n(`system.transfer`,{done:b(t.done_bytes),total:b(t.total_bytes)})),t!==null&&t.left_s!==null&&r.push(n(`jobs.left`,{time:C(t.left_s*1e3)})),r.join(` · `)}function N(e,t){let{job:r}=t;return m`
    <div class="item">
      <div>
        <strong>${e.title}</strong>
        <p class="hint">
          ${[b(e.size_bytes),n(e.in_use?`system.in_use`:`system.model.${e.state}`),e.machine].filter(Boolean).join(` · `)}
          ${e.licence===null?h:e.licence_url===null?m`· ${e.licence}`:m`· <a href=${e.licence_url} target="_blank" rel="noreferrer">${e.licence}</a>`}
        </p>
        ${e.reason===null?h:m`<p class="failed">${e.reason}</p>`}
        ${r===null?h:m`<p class="hint">${M(r)}</p>`}
      </div>
      <div>${t.isAllowed?ae(e,t):h}</div>
      ${r===null?h:m`<progress max="1" .value=${r.progress} aria-label=${e.title}></progress>`}
    </div>
  `}function ae(e,{job:t,install:r,remove:i,cancel:a}){let o=m`<span class="hidden-text">${e.title}</span>`;return t===null?e.state===`installed`||e.state===`broken`?e.in_use?h:m`<button @click=${i}>${n(`system.remove`)} ${o}</button>`:m`<button @click=${r}>${n(`system.install`)} ${o}</button>`:m`<button ?disabled=${t.cancelling} @click=${a}>${n(`jobs.cancel`)} ${o}</button>`}var P=class extends p{static{this.styles=[c,u,...D,e`
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
    `]}constructor(){super(),this.remote=new T(e=>this.read(e)),this.leave=[],this.concerns=()=>!0,new E(this,()=>[this.remote,this.app.me,this.app.jobs,this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.refreshedBy().map(e=>this.app.events.on(e,e=>this.concerns(e)&&void this.remote.load())),this.remote.load()}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}refreshedBy(){return[`resync`]}render(){let{value:e,error:t}=this.remote.get();return m`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${this.heading}</h2>
      ${t===null?h:m`<wf-problem .told=${O(t)}></wf-problem>
              <div class="row"><button @click=${this.remote.load}>${n(`failure.retry`)}</button></div>`}
      ${e===null?t===null?m`<p role="status">${n(`loading`)}</p>`:h:this.renderValue(e)}
    </section>`}async order(e){await this.app.toasts.attempt(e),await this.remote.load()}nameOf(e){return this.app.cameras.find(e)?.name??e}};f([a({attribute:!1})],P.prototype,`app`,void 0);var F=`dlib`;function I({terms:e,accepted_ms:t}){return e!==null&&t===null}var L=class extends P{constructor(...e){super(...e),this.asked=null,this.hasRead=!1,this.heading=n(`system.faces`),this.concerns=j,this.accept=async()=>{let e=this.asked;if(e?.terms_digest==null)return;let t={engine:e.engine,name:e.name},n={digest:e.terms_digest,by:this.me()};this.asked=null,await this.app.toasts.attempt(()=>this.app.api.call(`PUT /api/faces/packs/{engine}/{name}/terms`,{params:t,body:n}))&&e.state===`available`?await this.fetch(e):await this.remote.load()}}static{this.styles=[...P.styles,k]}refreshedBy(){return[`resync`,`job`]}async read(e){let[t,{packs:n}]=await Promise.all([this.app.api.call(`GET /api/faces`,{signal:e}),this.app.api.call(`GET /api/faces/packs`,{signal:e})]);return{status:t,packs:n}}renderValue({status:e,packs:t}){let{library:r,engine:i,model:a}=e,o=_(this.app.me.get(),`edit`);return m`
      <p>
        ${[i,a].filter(Boolean).join(` · `)}:
        ${n(e.usable?`system.engine.usable`:`system.engine.unusable`)}
      </p>
      <p class="hint">${e.reason??e.why}</p>
      <p class="hint">${n(`system.library`,{ready:r.ready,faces:r.faces})}</p>
      ${e.reembedding===null?h:m`<p role="status">${n(`system.reembedding`)}</p>`}
      ${o&&i!==F?m`<div class="row">
              <button @click=${()=>void this.choose(F,null)}>${n(`system.use_bundled`)}</button>
            </div>`:h}
      <ul>
        ${t.map(e=>m`<li>${this.renderPack(e,o)}</li>`)}
      </ul>
      ${this.renderTerms()}
    `}renderPack(e,t){let{api:r,jobs:i}=this.app,{name:a}=e,o=e.engine,s=A(i.get().value,e.job_id),c=t&&e.state===`installed`&&!e.in_use&&!I(e);return m`
      ${N(e,{job:s,isAllowed:t,install:()=>this.install(e),remove:()=>void this.order(()=>r.call(`DELETE /api/faces/packs/{engine}/{name}`,{params:{engine:o,name:a}})),cancel:()=>void this.order(async()=>s!==null&&i.cancel(s.id))})}
      ${c?m`<button @click=${()=>void this.choose(o,a)}>
              ${n(`system.use`,{name:e.title})}
            </button>`:h}
      ${e.state===`installed`&&I(e)?m`<button @click=${()=>this.ask(e)}>${n(`system.read_terms`)}</button>`:h}
    `}renderTerms(){let{asked:e}=this,t=_(this.app.me.get(),`admin`);return m`<wf-dialog
      .open=${e!==null}
      heading=${n(`system.terms`,{name:e?.title??``})}
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
                ${n(`system.terms_read`)}
              </label>`:m`<p class="hint">${n(`errors.forbidden`)}</p>`}
      </div>
      <button slot="actions" @click=${()=>this.asked=null}>${n(`edit.cancel`)}</button>
      <button slot="actions" class="primary" ?disabled=${!this.hasRead||!t} @click=${this.accept}>
        ${n(`system.terms_accept`)}
      </button>
    </wf-dialog>`}ask(e){this.hasRead=!1,this.asked=e}install(e){I(e)?this.ask(e):this.fetch(e)}fetch({engine:e,name:t}){let n={engine:e,name:t};return this.order(()=>this.app.api.call(`POST /api/faces/packs`,{body:n}))}choose(e,t){let n={engine:e,model:t,by:this.me()};return this.order(()=>this.app.api.call(`PUT /api/faces/engine`,{body:n}))}me(){return this.app.me.get()?.name??``}};f([s()],L.prototype,`asked`,void 0),f([s()],L.prototype,`hasRead`,void 0),L=f([r(`wf-faces-section`)],L);var R=class extends P{constructor(...e){super(...e),this.heading=n(`system.health`)}refreshedBy(){return[`resync`,`health`]}async read(e){let[t,n]=await Promise.all([this.app.api.call(`GET /api/info`,{signal:e}),this.app.api.health(e)]);return{info:t,health:n}}renderValue({info:e,health:t}){return m`
      <div role="status">
        ${t.healthy?m`<p>${n(`system.well`)}</p>`:m`<ul>
                ${t.reasons.map(({message:e})=>m`<li><wf-problem .told=${{code:null,message:e}}></wf-problem></li>`)}
              </ul>`}
      </div>
      <dl>
        <dt>${n(`system.version`)}</dt>
        <dd>${e.version}</dd>
        <dt>${n(`system.server`)}</dt>
        <dd>${e.name}</dd>
      </dl>
    `}};R=f([r(`wf-health-section`)],R);var z=class extends P{constructor(...e){super(...e),this.heading=n(`system.microphones`)}static{this.styles=[...P.styles,e`
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
    `]}async read(e){let{cameras:t}=await this.app.api.call(`GET /api/cameras`,{signal:e});return Promise.all(t.filter(({transcribe:e})=>e).map(async t=>{let n={camera_id:t.id};return{camera:t,report:await this.app.api.call(`GET /api/cameras/{camera_id}/microphone`,{params:n,signal:e})}}))}renderValue(e){return e.length===0?m`<p class="hint">${n(`system.nobody_listens`)}</p>`:m`<ul>
      ${e.map(({camera:e,report:t})=>m`<li>
            <h3>${e.name}</h3>
            ${B(t)}
          </li>`)}
    </ul>`}};z=f([r(`wf-microphone-section`)],z);function B(e){if(e.heard_s===0)return m`<p class="hint">${n(`system.nothing_heard`)}</p>`;let r=[e.level_db===null?null:n(`system.level`,{level:y(e.level_db)}),e.snr_db===null?null:n(`system.above_noise`,{level:y(e.snr_db)}),e.clipping===null?null:n(`system.clipping`,{share:S(e.clipping)}),e.speech===null?null:n(`system.share`,{share:S(e.speech)})];return m`
    <p class="hint">${r.filter(Boolean).join(` · `)}</p>
    ${e.judgements.map(({verdict:e,advice:n})=>e===`unknown`?h:m`<p class="advice ${e}">${l(e===`good`?i:t)}${n}</p>`)}
  `}var V=8388608,H=8,U=`wallflower-upload`;function W({name:e,size:t,lastModified:n}){return`${e} ${t} ${n}`}function G(e){try{let t=JSON.parse(localStorage.getItem(U)??`null`);return t?.file===W(e)?t.id:null}catch{return null}}function K(e){try{e===null?localStorage.removeItem(U):localStorage.setItem(U,JSON.stringify(e))}catch{}}async function q(e,t){let n=G(t);if(n!==null)try{let r=await e.call(`GET /api/models/uploads/{upload_id}`,{params:{upload_id:n}});if(r.size_bytes===t.size)return r}catch(e){if(!(e instanceof d))throw e}let r=await e.call(`POST /api/models/uploads`,{body:{size_bytes:t.size}});return K({file:W(t),id:r.id}),r}async function J(e,t,n,r,i,a=e=>new Promise(t=>setTimeout(t,e))){let s={upload_id:n.id},c=n.received_bytes,l=0;for(r(c);c<t.size;){i.throwIfAborted();try{let n=t.slice(c,c+V),a={params:s,query:{offset:c},body:n,signal:i};({received_bytes:c}=await e.call(`PUT /api/models/uploads/{upload_id}`,a)),l=0,r(c)}catch(t){if(o(t)||++l>=H)throw t;await a(re(l)),c=(await e.call(`GET /api/models/uploads/{upload_id}`,{params:s,signal:i}).catch(()=>null))?.received_bytes??c}}}async function oe(e,t){K(null),await e.call(`DELETE /api/models/uploads/{upload_id}`,{params:{upload_id:t}})}function se(){K(null)}var ce=/(\.tar)?\.(zip|tar|tgz|gz|xz|bz2)$/i;function le(e){return e.replace(ce,``).replace(/[^A-Za-z0-9._-]+/g,`-`).replace(/^[^A-Za-z0-9]+|-+$/g,``).slice(0,64)}var Y=class extends p{constructor(...e){super(...e),this.file=null,this.name=``,this.sending=null,this.stopping=null,this.chosen=()=>{this.file=this.input.files?.[0]??null,this.name=le(this.file?.name??``)},this.submitted=async e=>{e.preventDefault();let{file:t,name:r}=this;if(t===null)return;let{api:i,toasts:a}=this.app,{signal:s}=this.stopping=new AbortController;this.sending={file:t,sent:0,id:null};try{let e=await q(i,t);await J(i,t,e,n=>this.sending={file:t,sent:n,id:e.id},s),await i.call(`POST /api/models/imports`,{body:{upload:e.id,name:r}}),se(),a.done(n(`model_upload.done`,{name:r})),this.file=null}catch(e){o(e)||a.failed(e)}finally{this.sending=null}}}static{this.styles=[c,u,...D,e`
      progress {
        width: 100%;
        accent-color: var(--wf-accent);
      }
    `]}disconnectedCallback(){this.stopping?.abort(),super.disconnectedCallback()}render(){return m`<details>
      <summary>${n(`model_upload.heading`)}</summary>
      ${this.sending===null?this.renderForm():this.renderProgress(this.sending)}
    </details>`}renderForm(){return m`<form @submit=${this.submitted}>
      <p class="hint">${n(`model_upload.text`)}</p>
      <label>
        ${n(`model_upload.file`)}
        <input type="file" required accept=".zip,.tar,.tgz,.gz,.xz,.bz2" @change=${this.chosen} />
      </label>
      ${this.file===null?h:m`<label>
              ${n(`model_upload.name`)}
              <input
                required
                pattern="[A-Za-z0-9][A-Za-z0-9._\\-]*"
                maxlength="64"
                .value=${this.name}
                @input=${e=>this.name=e.target.value}
              />
            </label>`}
      <div class="row">
        <button class="primary" ?disabled=${this.file===null}>${l(ee)}${n(`model_upload.send`)}</button>
      </div>
    </form>`}renderProgress({file:e,sent:t,id:r}){let i=n(`model_upload.sent`,{sent:b(t),of:b(e.size),share:S(t/e.size)});return m`
      <p>${e.name}: ${i}</p>
      <progress aria-label=${n(`model_upload.progress`,{file:e.name})} max=${e.size} value=${t}></progress>
      <div class="row">
        <button @click=${()=>this.stopping?.abort()}>${n(`model_upload.stop`)}</button>
        <button ?disabled=${r===null} @click=${()=>void this.giveUp(r)}>${n(`model_upload.give_up`)}</button>
        <span class="hint">${n(`model_upload.stop_text`)}</span>
      </div>
    `}async giveUp(e){this.stopping?.abort(),e!==null&&await this.app.toasts.attempt(()=>oe(this.app.api,e))}};f([a({attribute:!1})],Y.prototype,`app`,void 0),f([s()],Y.prototype,`file`,void 0),f([s()],Y.prototype,`name`,void 0),f([s()],Y.prototype,`sending`,void 0),f([x(`input[type=file]`)],Y.prototype,`input`,void 0),Y=f([r(`wf-model-upload`)],Y);var X=class extends P{constructor(...e){super(...e),this.heading=n(`system.models`),this.concerns=j}static{this.styles=[...P.styles,k]}refreshedBy(){return[`resync`,`job`]}async read(e){return(await this.app.api.call(`GET /api/models`,{signal:e})).models}renderValue(e){let t=e.length===0?m`<p class="hint">${n(`system.no_models`)}</p>`:m`<ul>
            ${e.map(e=>m`<li>${this.renderModel(e)}</li>`)}
          </ul>`;return m`${t}${_(this.app.me.get(),`edit`)?m`<wf-model-upload .app=${this.app}></wf-model-upload>`:h}`}renderModel(e){let{api:t,jobs:n,me:r}=this.app,i=A(n.get().value,e.job_id);return N(e,{job:i,isAllowed:_(r.get(),`edit`),install:()=>void this.order(()=>t.call(`POST /api/models`,{body:{name:e.name}})),remove:()=>void this.order(()=>t.call(`DELETE /api/models/{name}`,{params:{name:e.name}})),cancel:()=>void this.order(async()=>i!==null&&n.cancel(i.id))})}};X=f([r(`wf-models-section`)],X);var Z=class extends P{constructor(...e){super(...e),this.heading=n(`system.speech`)}refreshedBy(){return[`resync`,`speech_status`]}read(e){return this.app.api.call(`GET /api/speech`,{signal:e})}renderValue(e){let t=e.queued+e.running;return m`
      <p role="status">
        ${t===0?n(`system.no_backlog`):n(`system.backlog`,{count:t,speech:C(e.backlog_s*1e3)})}
        ${t>0&&e.rtf!==null?n(`system.backlog_takes`,{time:C(e.work_s*1e3)}):h}
        ${e.oldest_ms===null?h:n(`system.backlog_since`,{at:te(e.oldest_ms)})}
      </p>
      ${e.engines.length===0?m`<p class="hint">${n(`system.no_engine`)}</p>`:m`<ul>
              ${e.engines.map(ue)}
            </ul>`}
    `}};Z=f([r(`wf-speech-section`)],Z);function ue(e){let t=e.starting?`starting`:e.usable?`usable`:`unusable`,r=[e.engine,e.model,e.device,n(`system.engine.${t}`)],i=e.rtf===null?h:n(`system.pace`,{seconds:y(e.rtf,2)});return m`<li>
    <p>${r.filter(Boolean).join(` · `)}</p>
    <p class="hint">${e.reason??e.chosen??h} ${i}</p>
  </li>`}var Q=class extends P{constructor(...e){super(...e),this.heading=n(`system.storage`)}read(e){return this.app.api.call(`GET /api/storage`,{signal:e})}renderValue(e){let{days_left:t}=e;return m`
      <dl>
        <dt>${n(`system.recordings`)}</dt>
        <dd>${b(e.used_bytes)}</dd>
        <dt>${n(`system.protected`)}</dt>
        <dd>${b(e.protected_bytes)}</dd>
        <dt>${n(`system.free`)}</dt>
        <dd>${b(e.free_bytes)}</dd>
        <dt>${n(`system.per_day`)}</dt>
        <dd>${b(e.bytes_per_day)}</dd>
        <dt>${n(`system.full_in`)}</dt>
        <dd>${t===null?n(`system.never_full`):v(t)}</dd>
        <dt>${n(`system.crops`)}</dt>
        <dd>${b(e.crops_bytes)}</dd>
      </dl>
      ${e.cameras.length===0?m`<p class="hint">${n(`live.none`)}</p>`:this.renderCameras(e.cameras)}
    `}renderCameras(e){return m`<div class="scroll">
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
          ${e.map(e=>m`<tr>
                <th scope="row">
                  <a href="cameras/${e.camera_id}/recording">${this.nameOf(e.camera_id)}</a>
                </th>
                <td>${b(e.used_bytes)}</td>
                <td>${e.oldest_ms===null?`–`:ne(e.oldest_ms)}</td>
                <td>${ie(e)}</td>
              </tr>`)}
        </tbody>
      </table>
    </div>`}};Q=f([r(`wf-storage-section`)],Q);var $=class extends g{static{this.styles=[...g.styles,e`
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
    `]}render(){let{app:e}=this;return m`<h1>${n(`nav.system`)}</h1>
      <div class="parts">
        <wf-health-section .app=${e}></wf-health-section>
        <wf-speech-section .app=${e}></wf-speech-section>
        <wf-storage-section .app=${e}></wf-storage-section>
        <wf-microphone-section .app=${e}></wf-microphone-section>
        <wf-models-section .app=${e}></wf-models-section>
        <wf-faces-section .app=${e}></wf-faces-section>
      </div>`}};$=f([r(`wf-system-page`)],$);export{$ as SystemPage};