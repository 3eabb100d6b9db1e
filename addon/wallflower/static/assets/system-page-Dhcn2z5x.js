import{C as e,D as t,E as n,J as r,L as i,P as a,R as o,S as s,Sn as c,T as l,b as u,ct as ee,f as te,i as d,j as f,k as p,l as ne,mn as m,o as h,p as g,r as _,s as v,t as y,u as b,vn as re,w as x,xn as S,yn as C}from"./shell-AMF1nHR0.js";import{a as w,d as ie,h as T,m as E,p as D}from"./common-bEe1VAEy.js";import{t as ae}from"./forecast-Cxa8unta.js";var O=f`
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
`;function k(e,t){return e?.find(e=>e.id===t&&i(e))??null}function A(e){return!j(e)||!i(e)}function j(e){return`kind`in e&&`state`in e&&`attempts`in e}function M({progress:e,transfer:t}){let n=[g(e)];return t!==null&&t.total_bytes!==null&&n.push(a(`system.transfer`,{done:D(t.done_bytes),total:D(t.total_bytes)})),t!==null&&t.left_s!==null&&n.push(a(`jobs.left`,{time:b(t.left_s*1e3)})),n.join(` · `)}function N(e,n){let{job:r}=n;return p`
    <div class="item">
      <div>
        <strong>${e.title}</strong>
        <p class="hint">
          ${[D(e.size_bytes),a(e.in_use?`system.in_use`:`system.model.${e.state}`),e.machine].filter(Boolean).join(` · `)}
          ${e.licence===null?t:e.licence_url===null?p`· ${e.licence}`:p`· <a href=${e.licence_url} target="_blank" rel="noreferrer">${e.licence}</a>`}
        </p>
        ${e.reason===null?t:p`<p class="failed">${e.reason}</p>`}
        ${r===null?t:p`<p class="hint">${M(r)}</p>`}
      </div>
      <div>${n.isAllowed?oe(e,n):t}</div>
      ${r===null?t:p`<progress max="1" .value=${r.progress} aria-label=${e.title}></progress>`}
    </div>
  `}function oe(e,{job:n,install:r,remove:i,cancel:o}){let s=p`<span class="hidden-text">${e.title}</span>`;return n===null?e.state===`installed`||e.state===`broken`?e.in_use?t:p`<button @click=${i}>${a(`system.remove`)} ${s}</button>`:p`<button @click=${r}>${a(`system.install`)} ${s}</button>`:p`<button ?disabled=${n.cancelling} @click=${o}>${a(`jobs.cancel`)} ${s}</button>`}var P=class extends n{static{this.styles=[h,d,...w,f`
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
    `]}constructor(){super(),this.remote=new o(e=>this.read(e)),this.leave=[],this.concerns=()=>!0,new re(this,()=>[this.remote,this.app.me,this.app.jobs,this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.refreshedBy().map(e=>this.app.events.on(e,e=>this.concerns(e)&&void this.remote.load())),this.remote.load()}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}refreshedBy(){return[`resync`]}render(){let{value:e,error:n}=this.remote.get();return p`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${this.heading}</h2>
      ${n===null?t:p`<wf-problem .told=${ie(n)}></wf-problem>
              <div class="row"><button @click=${this.remote.load}>${a(`failure.retry`)}</button></div>`}
      ${e===null?n===null?p`<p role="status">${a(`loading`)}</p>`:t:this.renderValue(e)}
    </section>`}async order(e){await this.app.toasts.attempt(e),await this.remote.load()}nameOf(e){return this.app.cameras.find(e)?.name??e}};_([x({attribute:!1})],P.prototype,`app`,void 0);var F=`dlib`;function I({terms:e,accepted_ms:t}){return e!==null&&t===null}var L=class extends P{constructor(...e){super(...e),this.asked=null,this.hasRead=!1,this.heading=a(`system.faces`),this.concerns=A,this.accept=async()=>{let e=this.asked;if(e?.terms_digest==null)return;let t={engine:e.engine,name:e.name},n={digest:e.terms_digest,by:this.me()};this.asked=null,await this.app.toasts.attempt(()=>this.app.api.call(`PUT /api/faces/packs/{engine}/{name}/terms`,{params:t,body:n}))&&e.state===`available`?await this.fetch(e):await this.remote.load()}}static{this.styles=[...P.styles,O]}refreshedBy(){return[`resync`,`job`]}async read(e){let[t,{packs:n}]=await Promise.all([this.app.api.call(`GET /api/faces`,{signal:e}),this.app.api.call(`GET /api/faces/packs`,{signal:e})]);return{status:t,packs:n}}renderValue({status:e,packs:n}){let{library:r,engine:i,model:o}=e,s=v(this.app.me.get(),`edit`);return p`
      <p>
        ${[i,o].filter(Boolean).join(` · `)}:
        ${a(e.usable?`system.engine.usable`:`system.engine.unusable`)}
      </p>
      <p class="hint">${e.reason??e.why}</p>
      <p class="hint">${a(`system.library`,{ready:r.ready,faces:r.faces})}</p>
      ${e.reembedding===null?t:p`<p role="status">${a(`system.reembedding`)}</p>`}
      ${s&&i!==F?p`<div class="row">
              <button @click=${()=>void this.choose(F,null)}>${a(`system.use_bundled`)}</button>
            </div>`:t}
      <ul>
        ${n.map(e=>p`<li>${this.renderPack(e,s)}</li>`)}
      </ul>
      ${this.renderTerms()}
    `}renderPack(e,n){let{api:r,jobs:i}=this.app,{name:o}=e,s=e.engine,c=k(i.get().value,e.job_id),l=n&&e.state===`installed`&&!e.in_use&&!I(e);return p`
      ${N(e,{job:c,isAllowed:n,install:()=>this.install(e),remove:()=>void this.order(()=>r.call(`DELETE /api/faces/packs/{engine}/{name}`,{params:{engine:s,name:o}})),cancel:()=>void this.order(async()=>c!==null&&i.cancel(c.id))})}
      ${l?p`<button @click=${()=>void this.choose(s,o)}>
              ${a(`system.use`,{name:e.title})}
            </button>`:t}
      ${e.state===`installed`&&I(e)?p`<button @click=${()=>this.ask(e)}>${a(`system.read_terms`)}</button>`:t}
    `}renderTerms(){let{asked:e}=this,t=v(this.app.me.get(),`admin`);return p`<wf-dialog
      .open=${e!==null}
      heading=${a(`system.terms`,{name:e?.title??``})}
      @closed=${()=>this.asked=null}
    >
      <div class="stack">
        <p style="white-space: pre-line">${e?.terms??``}</p>
        ${t?p`<label class="row" style="flex-direction: row; flex-wrap: nowrap">
                <input
                  type="checkbox"
                  .checked=${this.hasRead}
                  @change=${e=>this.hasRead=e.target.checked}
                />
                ${a(`system.terms_read`)}
              </label>`:p`<p class="hint">${a(`errors.forbidden`)}</p>`}
      </div>
      <button slot="actions" @click=${()=>this.asked=null}>${a(`edit.cancel`)}</button>
      <button slot="actions" class="primary" ?disabled=${!this.hasRead||!t} @click=${this.accept}>
        ${a(`system.terms_accept`)}
      </button>
    </wf-dialog>`}ask(e){this.hasRead=!1,this.asked=e}install(e){I(e)?this.ask(e):this.fetch(e)}fetch({engine:e,name:t}){let n={engine:e,name:t};return this.order(()=>this.app.api.call(`POST /api/faces/packs`,{body:n}))}choose(e,t){let n={engine:e,model:t,by:this.me()};return this.order(()=>this.app.api.call(`PUT /api/faces/engine`,{body:n}))}me(){return this.app.me.get()?.name??``}};_([e()],L.prototype,`asked`,void 0),_([e()],L.prototype,`hasRead`,void 0),L=_([l(`wf-faces-section`)],L);var R=class extends P{constructor(...e){super(...e),this.heading=a(`system.health`)}refreshedBy(){return[`resync`,`health`]}async read(e){let[t,n]=await Promise.all([this.app.api.call(`GET /api/info`,{signal:e}),this.app.api.health(e)]);return{info:t,health:n}}renderValue({info:e,health:t}){return p`
      <div role="status">
        ${t.healthy?p`<p>${a(`system.well`)}</p>`:p`<ul>
                ${t.reasons.map(({message:e})=>p`<li><wf-problem .told=${{code:null,message:e}}></wf-problem></li>`)}
              </ul>`}
      </div>
      <dl>
        <dt>${a(`system.version`)}</dt>
        <dd>${e.version}</dd>
        <dt>${a(`system.server`)}</dt>
        <dd>${e.name}</dd>
      </dl>
    `}};R=_([l(`wf-health-section`)],R);var z=class extends P{constructor(...e){super(...e),this.heading=a(`system.microphones`)}static{this.styles=[...P.styles,f`
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
    `]}async read(e){let{cameras:t}=await this.app.api.call(`GET /api/cameras`,{signal:e});return Promise.all(t.filter(({transcribe:e})=>e).map(async t=>{let n={camera_id:t.id};return{camera:t,report:await this.app.api.call(`GET /api/cameras/{camera_id}/microphone`,{params:n,signal:e})}}))}renderValue(e){return e.length===0?p`<p class="hint">${a(`system.nobody_listens`)}</p>`:p`<ul>
      ${e.map(({camera:e,report:t})=>p`<li>
            <h3>${e.name}</h3>
            ${B(t)}
          </li>`)}
    </ul>`}};z=_([l(`wf-microphone-section`)],z);function B(e){if(e.heard_s===0)return p`<p class="hint">${a(`system.nothing_heard`)}</p>`;let n=[e.level_db===null?null:a(`system.level`,{level:T(e.level_db)}),e.snr_db===null?null:a(`system.above_noise`,{level:T(e.snr_db)}),e.clipping===null?null:a(`system.clipping`,{share:g(e.clipping)}),e.speech===null?null:a(`system.share`,{share:g(e.speech)})];return p`
    <p class="hint">${n.filter(Boolean).join(` · `)}</p>
    ${e.judgements.map(({verdict:e,advice:n})=>e===`unknown`?t:p`<p class="advice ${e}">${u(e===`good`?ee:r)}${n}</p>`)}
  `}var V=8388608,H=8,U=new Set([400,401,403,404,413,415,422,507]),W=`wallflower-upload`;function G({name:e,size:t,lastModified:n}){return`${e} ${t} ${n}`}function K(e){try{let t=JSON.parse(localStorage.getItem(W)??`null`);return t?.file===G(e)?t.id:null}catch{return null}}function q(e){try{e===null?localStorage.removeItem(W):localStorage.setItem(W,JSON.stringify(e))}catch{}}async function se(e,t){let n=K(t);if(n!==null)try{let r=await e.call(`GET /api/models/uploads/{upload_id}`,{params:{upload_id:n}});if(r.size_bytes===t.size)return r}catch(e){if(!(e instanceof C))throw e}let r=await e.call(`POST /api/models/uploads`,{body:{size_bytes:t.size}});return q({file:G(t),id:r.id}),r}async function ce(e,t,n,r,i,a=e=>new Promise(t=>setTimeout(t,e))){let o={upload_id:n.id},s=n.received_bytes,l=0;for(r(s);s<t.size;){i.throwIfAborted();try{let n=t.slice(s,s+V),a={params:o,query:{offset:s},body:n,signal:i};({received_bytes:s}=await e.call(`PUT /api/models/uploads/{upload_id}`,a)),l=0,r(s)}catch(t){if(S(t)||le(t)||++l>=H)throw t;await a(c(l)),s=(await e.call(`GET /api/models/uploads/{upload_id}`,{params:o,signal:i}).catch(()=>null))?.received_bytes??s}}}function le(e){return e instanceof C&&U.has(e.status)}async function ue(e,t){q(null),await e.call(`DELETE /api/models/uploads/{upload_id}`,{params:{upload_id:t}})}function de(){q(null)}var J=8e9,fe=/(\.tar)?\.(zip|tar|tgz|gz|xz|bz2)$/i;function pe(e){return e.replace(fe,``).replace(/[^A-Za-z0-9._-]+/g,`-`).replace(/^[^A-Za-z0-9]+|-+$/g,``).slice(0,64)}var Y=class extends n{constructor(...e){super(...e),this.file=null,this.name=``,this.sending=null,this.stopping=null,this.chosen=()=>{this.file=this.input.files?.[0]??null,this.name=pe(this.file?.name??``)},this.submitted=async e=>{e.preventDefault();let{file:t,name:n}=this;if(t===null)return;let{api:r,toasts:i}=this.app;if(t.size>J){i.failed(Error(a(`model_upload.too_large`,{most:D(J)})));return}let{signal:o}=this.stopping=new AbortController;this.sending={file:t,sent:0,id:null};try{let e=await se(r,t);await ce(r,t,e,n=>this.sending={file:t,sent:n,id:e.id},o),await r.call(`POST /api/models/imports`,{body:{upload:e.id,name:n}}),de(),i.done(a(`model_upload.done`,{name:n})),this.file=null}catch(e){S(e)||i.failed(e)}finally{this.sending=null}}}static{this.styles=[h,d,...w,f`
      progress {
        width: 100%;
        accent-color: var(--wf-accent);
      }
    `]}disconnectedCallback(){this.stopping?.abort(),super.disconnectedCallback()}render(){return p`<details>
      <summary>${a(`model_upload.heading`)}</summary>
      ${this.sending===null?this.renderForm():this.renderProgress(this.sending)}
    </details>`}renderForm(){return p`<form @submit=${this.submitted}>
      <p class="hint">${a(`model_upload.text`)}</p>
      <label>
        <span>${a(`model_upload.file`)}${this.file===null?t:p`: <bdi>${this.file.name}</bdi>`}</span>
        <input
          type="file"
          ?required=${this.file===null}
          accept=".zip,.tar,.tgz,.gz,.xz,.bz2"
          @change=${this.chosen}
        />
      </label>
      ${this.file===null?t:p`<label>
              ${a(`model_upload.name`)}
              <input
                required
                pattern="[A-Za-z0-9][A-Za-z0-9._\\-]*"
                maxlength="64"
                .value=${this.name}
                @input=${e=>this.name=e.target.value}
              />
            </label>`}
      <div class="row">
        <button class="primary" ?disabled=${this.file===null}>${u(m)}${a(`model_upload.send`)}</button>
      </div>
    </form>`}renderProgress({file:e,sent:t,id:n}){let r=a(`model_upload.sent`,{sent:D(t),of:D(e.size),share:g(t/e.size)});return p`
      <p>${e.name}: ${r}</p>
      <progress aria-label=${a(`model_upload.progress`,{file:e.name})} max=${e.size} value=${t}></progress>
      <div class="row">
        <button @click=${()=>this.stopping?.abort()}>${a(`model_upload.stop`)}</button>
        <button ?disabled=${n===null} @click=${()=>void this.giveUp(n)}>${a(`model_upload.give_up`)}</button>
        <span class="hint">${a(`model_upload.stop_text`)}</span>
      </div>
    `}async giveUp(e){this.stopping?.abort(),e!==null&&await this.app.toasts.attempt(()=>ue(this.app.api,e))}};_([x({attribute:!1})],Y.prototype,`app`,void 0),_([e()],Y.prototype,`file`,void 0),_([e()],Y.prototype,`name`,void 0),_([e()],Y.prototype,`sending`,void 0),_([s(`input[type=file]`)],Y.prototype,`input`,void 0),Y=_([l(`wf-model-upload`)],Y);var X=class extends P{constructor(...e){super(...e),this.heading=a(`system.models`),this.concerns=A}static{this.styles=[...P.styles,O]}refreshedBy(){return[`resync`,`job`]}async read(e){return(await this.app.api.call(`GET /api/models`,{signal:e})).models}renderValue(e){let n=e.length===0?p`<p class="hint">${a(`system.no_models`)}</p>`:p`<ul>
            ${e.map(e=>p`<li>${this.renderModel(e)}</li>`)}
          </ul>`;return p`${n}${v(this.app.me.get(),`edit`)?p`<wf-model-upload .app=${this.app}></wf-model-upload>`:t}`}renderModel(e){let{api:t,jobs:n,me:r}=this.app,i=k(n.get().value,e.job_id);return N(e,{job:i,isAllowed:v(r.get(),`edit`),install:()=>void this.order(()=>t.call(`POST /api/models`,{body:{name:e.name}})),remove:()=>void this.order(()=>t.call(`DELETE /api/models/{name}`,{params:{name:e.name}})),cancel:()=>void this.order(async()=>i!==null&&n.cancel(i.id))})}};X=_([l(`wf-models-section`)],X);var Z=class extends P{constructor(...e){super(...e),this.heading=a(`system.speech`)}refreshedBy(){return[`resync`,`speech_status`]}read(e){return this.app.api.call(`GET /api/speech`,{signal:e})}renderValue(e){let n=e.queued+e.running;return p`
      <p role="status">
        ${n===0?a(`system.no_backlog`):a(`system.backlog`,{count:n,speech:b(e.backlog_s*1e3)})}
        ${n>0&&e.rtf!==null?a(`system.backlog_takes`,{time:b(e.work_s*1e3)}):t}
        ${e.oldest_ms===null?t:a(`system.backlog_since`,{at:te(e.oldest_ms)})}
      </p>
      ${e.engines.length===0?p`<p class="hint">${a(`system.no_engine`)}</p>`:p`<ul>
              ${e.engines.map(me)}
            </ul>`}
    `}};Z=_([l(`wf-speech-section`)],Z);function me(e){let n=e.starting?`starting`:e.usable?`usable`:`unusable`,r=[e.engine,e.model,e.device,a(`system.engine.${n}`)],i=e.rtf===null?t:a(`system.pace`,{seconds:T(e.rtf,2)});return p`<li>
    <p>${r.filter(Boolean).join(` · `)}</p>
    <p class="hint">${e.reason??e.chosen??t} ${i}</p>
  </li>`}var Q=class extends P{constructor(...e){super(...e),this.heading=a(`system.storage`)}read(e){return this.app.api.call(`GET /api/storage`,{signal:e})}renderValue(e){let{days_left:t}=e;return p`
      <dl>
        <dt>${a(`system.recordings`)}</dt>
        <dd>${D(e.used_bytes)}</dd>
        <dt>${a(`system.protected`)}</dt>
        <dd>${D(e.protected_bytes)}</dd>
        <dt>${a(`system.free`)}</dt>
        <dd>${D(e.free_bytes)}</dd>
        <dt>${a(`system.per_day`)}</dt>
        <dd>${D(e.bytes_per_day)}</dd>
        <dt>${a(`system.full_in`)}</dt>
        <dd>${t===null?a(`system.never_full`):E(t)}</dd>
        <dt>${a(`system.crops`)}</dt>
        <dd>${D(e.crops_bytes)}</dd>
      </dl>
      ${e.cameras.length===0?p`<p class="hint">${a(`live.none`)}</p>`:this.renderCameras(e.cameras)}
    `}renderCameras(e){return p`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${a(`system.camera`)}</th>
            <th scope="col">${a(`system.taken`)}</th>
            <th scope="col">${a(`system.oldest`)}</th>
            <th scope="col">${a(`system.forecast`)}</th>
          </tr>
        </thead>
        <tbody>
          ${e.map(e=>p`<tr>
                <th scope="row">
                  <a href="cameras/${e.camera_id}/recording">${this.nameOf(e.camera_id)}</a>
                </th>
                <td>${D(e.used_bytes)}</td>
                <td>${e.oldest_ms===null?`–`:ne(e.oldest_ms)}</td>
                <td>${ae(e)}</td>
              </tr>`)}
        </tbody>
      </table>
    </div>`}};Q=_([l(`wf-storage-section`)],Q);var $=class extends y{static{this.styles=[...y.styles,f`
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
    `]}render(){let{app:e}=this;return p`<h1>${a(`nav.system`)}</h1>
      <div class="parts">
        <wf-health-section .app=${e}></wf-health-section>
        <wf-speech-section .app=${e}></wf-speech-section>
        <wf-storage-section .app=${e}></wf-storage-section>
        <wf-microphone-section .app=${e}></wf-microphone-section>
        <wf-models-section .app=${e}></wf-models-section>
        <wf-faces-section .app=${e}></wf-faces-section>
      </div>`}};$=_([l(`wf-system-page`)],$);export{$ as SystemPage};