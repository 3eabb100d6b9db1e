import{L as e,O as t,S as n,_ as r,_n as i,a,b as o,et as s,g as c,h as l,ln as u,mn as ee,n as d,pn as f,r as p,t as m,v as h,w as g,y as _}from"./page-CA3PHYrT.js";import{t as v}from"./rights-KL0q-kIB.js";import"./dialog-DKAihgqu.js";import{n as y,r as b,t as x}from"./amounts-lxtekf0B.js";import{t as te}from"./query-Df4-SAIv.js";import{a as ne,n as re,o as S,r as C}from"./format-CLmvoGUa.js";import{n as w}from"./jobs-CJ7oz1s8.js";import{t as T}from"./remote-DaM1QobE.js";import{n as E,t as ie}from"./problem-DKGfjmXS.js";import{t as D}from"./backoff-DYIAqc1I.js";import{t as O}from"./forecast-BCmSXyaN.js";var k=g`
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
`;function A(e,t){return e?.find(e=>e.id===t&&w(e))??null}function j(e){return!(`kind`in e&&`state`in e&&`attempts`in e)||!w(e)}function M({progress:e,transfer:n}){let r=[S(e)];return n!==null&&n.total_bytes!==null&&r.push(t(`system.transfer`,{done:x(n.done_bytes),total:x(n.total_bytes)})),n!==null&&n.left_s!==null&&r.push(t(`jobs.left`,{time:C(n.left_s*1e3)})),r.join(` · `)}function N(e,r){let{job:i}=r;return n`
    <div class="item">
      <div>
        <strong>${e.title}</strong>
        <p class="hint">
          ${[x(e.size_bytes),t(e.in_use?`system.in_use`:`system.model.${e.state}`),e.machine].filter(Boolean).join(` · `)}
          ${e.licence===null?o:e.licence_url===null?n`· ${e.licence}`:n`· <a href=${e.licence_url} target="_blank" rel="noreferrer">${e.licence}</a>`}
        </p>
        ${e.reason===null?o:n`<p class="failed">${e.reason}</p>`}
        ${i===null?o:n`<p class="hint">${M(i)}</p>`}
      </div>
      <div>${r.isAllowed?P(e,r):o}</div>
      ${i===null?o:n`<progress max="1" .value=${i.progress} aria-label=${e.title}></progress>`}
    </div>
  `}function P(e,{job:r,install:i,remove:a,cancel:s}){let c=n`<span class="hidden-text">${e.title}</span>`;return r===null?e.state===`installed`||e.state===`broken`?e.in_use?o:n`<button @click=${a}>${t(`system.remove`)} ${c}</button>`:n`<button @click=${i}>${t(`system.install`)} ${c}</button>`:n`<button ?disabled=${r.cancelling} @click=${s}>${t(`jobs.cancel`)} ${c}</button>`}var F=class extends _{static{this.styles=[a,p,...E,g`
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
    `]}constructor(){super(),this.remote=new T(e=>this.read(e)),this.leave=[],this.concerns=()=>!0,new f(this,()=>[this.remote,this.app.me,this.app.jobs,this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.refreshedBy().map(e=>this.app.events.on(e,e=>this.concerns(e)&&void this.remote.load())),this.remote.load()}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}refreshedBy(){return[`resync`]}render(){let{value:e,error:r}=this.remote.get();return n`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${this.heading}</h2>
      ${r===null?o:n`<wf-problem .told=${ie(r)}></wf-problem>
              <div class="row"><button @click=${this.remote.load}>${t(`failure.retry`)}</button></div>`}
      ${e===null?r===null?n`<p role="status">${t(`loading`)}</p>`:o:this.renderValue(e)}
    </section>`}async order(e){await this.app.toasts.attempt(e),await this.remote.load()}nameOf(e){return this.app.cameras.find(e)?.name??e}};d([r({attribute:!1})],F.prototype,`app`,void 0);var I=`dlib`;function L({terms:e,accepted_ms:t}){return e!==null&&t===null}var R=class extends F{constructor(...e){super(...e),this.asked=null,this.hasRead=!1,this.heading=t(`system.faces`),this.concerns=j,this.accept=async()=>{let e=this.asked;if(e?.terms_digest==null)return;let t={engine:e.engine,name:e.name},n={digest:e.terms_digest,by:this.me()};this.asked=null,await this.app.toasts.attempt(()=>this.app.api.call(`PUT /api/faces/packs/{engine}/{name}/terms`,{params:t,body:n}))&&e.state===`available`?await this.fetch(e):await this.remote.load()}}static{this.styles=[...F.styles,k]}refreshedBy(){return[`resync`,`job`]}async read(e){let[t,{packs:n}]=await Promise.all([this.app.api.call(`GET /api/faces`,{signal:e}),this.app.api.call(`GET /api/faces/packs`,{signal:e})]);return{status:t,packs:n}}renderValue({status:e,packs:r}){let{library:i,engine:a,model:s}=e,c=v(this.app.me.get(),`edit`);return n`
      <p>
        ${[a,s].filter(Boolean).join(` · `)}:
        ${t(e.usable?`system.engine.usable`:`system.engine.unusable`)}
      </p>
      <p class="hint">${e.reason??e.why}</p>
      <p class="hint">${t(`system.library`,{ready:i.ready,faces:i.faces})}</p>
      ${e.reembedding===null?o:n`<p role="status">${t(`system.reembedding`)}</p>`}
      ${c&&a!==I?n`<div class="row">
              <button @click=${()=>void this.choose(I,null)}>${t(`system.use_bundled`)}</button>
            </div>`:o}
      <ul>
        ${r.map(e=>n`<li>${this.renderPack(e,c)}</li>`)}
      </ul>
      ${this.renderTerms()}
    `}renderPack(e,r){let{api:i,jobs:a}=this.app,{name:s}=e,c=e.engine,l=A(a.get().value,e.job_id),u=r&&e.state===`installed`&&!e.in_use&&!L(e);return n`
      ${N(e,{job:l,isAllowed:r,install:()=>this.install(e),remove:()=>void this.order(()=>i.call(`DELETE /api/faces/packs/{engine}/{name}`,{params:{engine:c,name:s}})),cancel:()=>void this.order(async()=>l!==null&&a.cancel(l.id))})}
      ${u?n`<button @click=${()=>void this.choose(c,s)}>
              ${t(`system.use`,{name:e.title})}
            </button>`:o}
      ${e.state===`installed`&&L(e)?n`<button @click=${()=>this.ask(e)}>${t(`system.read_terms`)}</button>`:o}
    `}renderTerms(){let{asked:e}=this,r=v(this.app.me.get(),`admin`);return n`<wf-dialog
      .open=${e!==null}
      heading=${t(`system.terms`,{name:e?.title??``})}
      @closed=${()=>this.asked=null}
    >
      <div class="stack">
        <p style="white-space: pre-line">${e?.terms??``}</p>
        ${r?n`<label class="row" style="flex-direction: row; flex-wrap: nowrap">
                <input
                  type="checkbox"
                  .checked=${this.hasRead}
                  @change=${e=>this.hasRead=e.target.checked}
                />
                ${t(`system.terms_read`)}
              </label>`:n`<p class="hint">${t(`errors.forbidden`)}</p>`}
      </div>
      <button slot="actions" @click=${()=>this.asked=null}>${t(`edit.cancel`)}</button>
      <button slot="actions" class="primary" ?disabled=${!this.hasRead||!r} @click=${this.accept}>
        ${t(`system.terms_accept`)}
      </button>
    </wf-dialog>`}ask(e){this.hasRead=!1,this.asked=e}install(e){L(e)?this.ask(e):this.fetch(e)}fetch({engine:e,name:t}){let n={engine:e,name:t};return this.order(()=>this.app.api.call(`POST /api/faces/packs`,{body:n}))}choose(e,t){let n={engine:e,model:t,by:this.me()};return this.order(()=>this.app.api.call(`PUT /api/faces/engine`,{body:n}))}me(){return this.app.me.get()?.name??``}};d([c()],R.prototype,`asked`,void 0),d([c()],R.prototype,`hasRead`,void 0),R=d([h(`wf-faces-section`)],R);var z=class extends F{constructor(...e){super(...e),this.heading=t(`system.health`)}refreshedBy(){return[`resync`,`health`]}async read(e){let[t,n]=await Promise.all([this.app.api.call(`GET /api/info`,{signal:e}),this.app.api.health(e)]);return{info:t,health:n}}renderValue({info:e,health:r}){return n`
      <div role="status">
        ${r.healthy?n`<p>${t(`system.well`)}</p>`:n`<ul>
                ${r.reasons.map(({message:e})=>n`<li><wf-problem .told=${{code:null,message:e}}></wf-problem></li>`)}
              </ul>`}
      </div>
      <dl>
        <dt>${t(`system.version`)}</dt>
        <dd>${e.version}</dd>
        <dt>${t(`system.server`)}</dt>
        <dd>${e.name}</dd>
      </dl>
    `}};z=d([h(`wf-health-section`)],z);var B=class extends F{constructor(...e){super(...e),this.heading=t(`system.microphones`)}static{this.styles=[...F.styles,g`
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
    `]}async read(e){let{cameras:t}=await this.app.api.call(`GET /api/cameras`,{signal:e});return Promise.all(t.filter(({transcribe:e})=>e).map(async t=>{let n={camera_id:t.id};return{camera:t,report:await this.app.api.call(`GET /api/cameras/{camera_id}/microphone`,{params:n,signal:e})}}))}renderValue(e){return e.length===0?n`<p class="hint">${t(`system.nobody_listens`)}</p>`:n`<ul>
      ${e.map(({camera:e,report:t})=>n`<li>
            <h3>${e.name}</h3>
            ${V(t)}
          </li>`)}
    </ul>`}};B=d([h(`wf-microphone-section`)],B);function V(r){if(r.heard_s===0)return n`<p class="hint">${t(`system.nothing_heard`)}</p>`;let i=[r.level_db===null?null:t(`system.level`,{level:b(r.level_db)}),r.snr_db===null?null:t(`system.above_noise`,{level:b(r.snr_db)}),r.clipping===null?null:t(`system.clipping`,{share:S(r.clipping)}),r.speech===null?null:t(`system.share`,{share:S(r.speech)})];return n`
    <p class="hint">${i.filter(Boolean).join(` · `)}</p>
    ${r.judgements.map(({verdict:t,advice:r})=>t===`unknown`?o:n`<p class="advice ${t}">${l(t===`good`?s:e)}${r}</p>`)}
  `}var H=8388608,U=8,W=`wallflower-upload`;function G({name:e,size:t,lastModified:n}){return`${e} ${t} ${n}`}function K(e){try{let t=JSON.parse(localStorage.getItem(W)??`null`);return t?.file===G(e)?t.id:null}catch{return null}}function q(e){try{e===null?localStorage.removeItem(W):localStorage.setItem(W,JSON.stringify(e))}catch{}}async function J(e,t){let n=K(t);if(n!==null)try{let r=await e.call(`GET /api/models/uploads/{upload_id}`,{params:{upload_id:n}});if(r.size_bytes===t.size)return r}catch(e){if(!(e instanceof ee))throw e}let r=await e.call(`POST /api/models/uploads`,{body:{size_bytes:t.size}});return q({file:G(t),id:r.id}),r}async function ae(e,t,n,r,a,o=e=>new Promise(t=>setTimeout(t,e))){let s={upload_id:n.id},c=n.received_bytes,l=0;for(r(c);c<t.size;){a.throwIfAborted();try{let n=t.slice(c,c+H),i={params:s,query:{offset:c},body:n,signal:a};({received_bytes:c}=await e.call(`PUT /api/models/uploads/{upload_id}`,i)),l=0,r(c)}catch(t){if(i(t)||++l>=U)throw t;await o(D(l)),c=(await e.call(`GET /api/models/uploads/{upload_id}`,{params:s,signal:a}).catch(()=>null))?.received_bytes??c}}}async function oe(e,t){q(null),await e.call(`DELETE /api/models/uploads/{upload_id}`,{params:{upload_id:t}})}function se(){q(null)}var ce=/(\.tar)?\.(zip|tar|tgz|gz|xz|bz2)$/i;function le(e){return e.replace(ce,``).replace(/[^A-Za-z0-9._-]+/g,`-`).replace(/^[^A-Za-z0-9]+|-+$/g,``).slice(0,64)}var Y=class extends _{constructor(...e){super(...e),this.file=null,this.name=``,this.sending=null,this.stopping=null,this.chosen=()=>{this.file=this.input.files?.[0]??null,this.name=le(this.file?.name??``)},this.submitted=async e=>{e.preventDefault();let{file:n,name:r}=this;if(n===null)return;let{api:a,toasts:o}=this.app,{signal:s}=this.stopping=new AbortController;this.sending={file:n,sent:0,id:null};try{let e=await J(a,n);await ae(a,n,e,t=>this.sending={file:n,sent:t,id:e.id},s),await a.call(`POST /api/models/imports`,{body:{upload:e.id,name:r}}),se(),o.done(t(`model_upload.done`,{name:r})),this.file=null}catch(e){i(e)||o.failed(e)}finally{this.sending=null}}}static{this.styles=[a,p,...E,g`
      progress {
        width: 100%;
        accent-color: var(--wf-accent);
      }
    `]}disconnectedCallback(){this.stopping?.abort(),super.disconnectedCallback()}render(){return n`<details>
      <summary>${t(`model_upload.heading`)}</summary>
      ${this.sending===null?this.renderForm():this.renderProgress(this.sending)}
    </details>`}renderForm(){return n`<form @submit=${this.submitted}>
      <p class="hint">${t(`model_upload.text`)}</p>
      <label>
        ${t(`model_upload.file`)}
        <input type="file" required accept=".zip,.tar,.tgz,.gz,.xz,.bz2" @change=${this.chosen} />
      </label>
      ${this.file===null?o:n`<label>
              ${t(`model_upload.name`)}
              <input
                required
                pattern="[A-Za-z0-9][A-Za-z0-9._\\-]*"
                maxlength="64"
                .value=${this.name}
                @input=${e=>this.name=e.target.value}
              />
            </label>`}
      <div class="row">
        <button class="primary" ?disabled=${this.file===null}>${l(u)}${t(`model_upload.send`)}</button>
      </div>
    </form>`}renderProgress({file:e,sent:r,id:i}){let a=t(`model_upload.sent`,{sent:x(r),of:x(e.size),share:S(r/e.size)});return n`
      <p>${e.name}: ${a}</p>
      <progress aria-label=${t(`model_upload.progress`,{file:e.name})} max=${e.size} value=${r}></progress>
      <div class="row">
        <button @click=${()=>this.stopping?.abort()}>${t(`model_upload.stop`)}</button>
        <button ?disabled=${i===null} @click=${()=>void this.giveUp(i)}>${t(`model_upload.give_up`)}</button>
        <span class="hint">${t(`model_upload.stop_text`)}</span>
      </div>
    `}async giveUp(e){this.stopping?.abort(),e!==null&&await this.app.toasts.attempt(()=>oe(this.app.api,e))}};d([r({attribute:!1})],Y.prototype,`app`,void 0),d([c()],Y.prototype,`file`,void 0),d([c()],Y.prototype,`name`,void 0),d([c()],Y.prototype,`sending`,void 0),d([te(`input[type=file]`)],Y.prototype,`input`,void 0),Y=d([h(`wf-model-upload`)],Y);var X=class extends F{constructor(...e){super(...e),this.heading=t(`system.models`),this.concerns=j}static{this.styles=[...F.styles,k]}refreshedBy(){return[`resync`,`job`]}async read(e){return(await this.app.api.call(`GET /api/models`,{signal:e})).models}renderValue(e){let r=e.length===0?n`<p class="hint">${t(`system.no_models`)}</p>`:n`<ul>
            ${e.map(e=>n`<li>${this.renderModel(e)}</li>`)}
          </ul>`;return n`${r}${v(this.app.me.get(),`edit`)?n`<wf-model-upload .app=${this.app}></wf-model-upload>`:o}`}renderModel(e){let{api:t,jobs:n,me:r}=this.app,i=A(n.get().value,e.job_id);return N(e,{job:i,isAllowed:v(r.get(),`edit`),install:()=>void this.order(()=>t.call(`POST /api/models`,{body:{name:e.name}})),remove:()=>void this.order(()=>t.call(`DELETE /api/models/{name}`,{params:{name:e.name}})),cancel:()=>void this.order(async()=>i!==null&&n.cancel(i.id))})}};X=d([h(`wf-models-section`)],X);var Z=class extends F{constructor(...e){super(...e),this.heading=t(`system.speech`)}refreshedBy(){return[`resync`,`speech_status`]}read(e){return this.app.api.call(`GET /api/speech`,{signal:e})}renderValue(e){let r=e.queued+e.running;return n`
      <p role="status">
        ${r===0?t(`system.no_backlog`):t(`system.backlog`,{count:r,speech:C(e.backlog_s*1e3)})}
        ${r>0&&e.rtf!==null?t(`system.backlog_takes`,{time:C(e.work_s*1e3)}):o}
        ${e.oldest_ms===null?o:t(`system.backlog_since`,{at:ne(e.oldest_ms)})}
      </p>
      ${e.engines.length===0?n`<p class="hint">${t(`system.no_engine`)}</p>`:n`<ul>
              ${e.engines.map(ue)}
            </ul>`}
    `}};Z=d([h(`wf-speech-section`)],Z);function ue(e){let r=e.starting?`starting`:e.usable?`usable`:`unusable`,i=[e.engine,e.model,e.device,t(`system.engine.${r}`)],a=e.rtf===null?o:t(`system.pace`,{seconds:b(e.rtf,2)});return n`<li>
    <p>${i.filter(Boolean).join(` · `)}</p>
    <p class="hint">${e.reason??e.chosen??o} ${a}</p>
  </li>`}var Q=class extends F{constructor(...e){super(...e),this.heading=t(`system.storage`)}read(e){return this.app.api.call(`GET /api/storage`,{signal:e})}renderValue(e){let{days_left:r}=e;return n`
      <dl>
        <dt>${t(`system.recordings`)}</dt>
        <dd>${x(e.used_bytes)}</dd>
        <dt>${t(`system.protected`)}</dt>
        <dd>${x(e.protected_bytes)}</dd>
        <dt>${t(`system.free`)}</dt>
        <dd>${x(e.free_bytes)}</dd>
        <dt>${t(`system.per_day`)}</dt>
        <dd>${x(e.bytes_per_day)}</dd>
        <dt>${t(`system.full_in`)}</dt>
        <dd>${r===null?t(`system.never_full`):y(r)}</dd>
        <dt>${t(`system.crops`)}</dt>
        <dd>${x(e.crops_bytes)}</dd>
      </dl>
      ${e.cameras.length===0?n`<p class="hint">${t(`live.none`)}</p>`:this.renderCameras(e.cameras)}
    `}renderCameras(e){return n`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${t(`system.camera`)}</th>
            <th scope="col">${t(`system.taken`)}</th>
            <th scope="col">${t(`system.oldest`)}</th>
            <th scope="col">${t(`system.forecast`)}</th>
          </tr>
        </thead>
        <tbody>
          ${e.map(e=>n`<tr>
                <th scope="row">
                  <a href="cameras/${e.camera_id}/recording">${this.nameOf(e.camera_id)}</a>
                </th>
                <td>${x(e.used_bytes)}</td>
                <td>${e.oldest_ms===null?`–`:re(e.oldest_ms)}</td>
                <td>${O(e)}</td>
              </tr>`)}
        </tbody>
      </table>
    </div>`}};Q=d([h(`wf-storage-section`)],Q);var $=class extends m{static{this.styles=[...m.styles,g`
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
    `]}render(){let{app:e}=this;return n`<h1>${t(`nav.system`)}</h1>
      <div class="parts">
        <wf-health-section .app=${e}></wf-health-section>
        <wf-speech-section .app=${e}></wf-speech-section>
        <wf-storage-section .app=${e}></wf-storage-section>
        <wf-microphone-section .app=${e}></wf-microphone-section>
        <wf-models-section .app=${e}></wf-models-section>
        <wf-faces-section .app=${e}></wf-faces-section>
      </div>`}};$=d([h(`wf-system-page`)],$);export{$ as SystemPage};