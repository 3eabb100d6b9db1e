import{A as e,B as t,D as n,E as r,G as i,I as a,K as o,Lt as s,Nt as c,O as ee,Ot as te,P as ne,S as l,St as re,T as ie,U as ae,V as oe,X as se,Y as ce,Z as u,_t as d,a as f,b as p,bt as le,ct as ue,et as de,ft as fe,g as pe,h as m,ht as me,n as h,nt as he,ot as ge,pt as _e,r as g,st as ve,t as ye,tt as be,v as _,vt as xe,w as v,x as y,y as b}from"./page-D0ugUTSi.js";import{t as x}from"./rights-KL0q-kIB.js";import{t as Se}from"./notice-fmxJEgTF.js";import{a as Ce,c as S,d as we,f as C,i as Te,l as w,n as T,o as Ee,r as E,s as D,t as O,u as k}from"./dialog-Bs6PCZAe.js";import{t as De}from"./camera-state-BMEJ3fc6.js";import{a as A}from"./format-D3oDhqzU.js";var Oe=/^(hevc|h\.?265)$/i,ke=`video/mp4; codecs="hvc1.1.6.L93.B0"`;function Ae(e){return e===null||!Oe.test(e)||typeof MediaSource<`u`&&MediaSource.isTypeSupported(ke)}function j({video_codec:t,width:n,height:r,frames_per_s:i}){if(t===null)return e(`stream.no_video`);let a=[t.toUpperCase(),`${n} × ${r}`];return i>0&&a.push(e(`stream.rate`,{rate:D(i)})),a.join(`, `)}function M({audio_codec:t,sample_rate_hz:n}){return t===null?e(`stream.no_audio`):`${t.toUpperCase()}, ${D(n/1e3)} kHz`}var N=class extends y{static{this.styles=[f,r`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.35rem 1rem;
        margin: 0;
      }
      dt {
        color: var(--wf-muted);
      }
      dd {
        margin: 0;
      }
      p {
        margin: 0.5rem 0 0;
        color: var(--wf-warn);
      }
    `]}render(){let{report:t}=this;return v`
      <dl>
        <dt>${e(`stream.video`)}</dt>
        <dd>${j(t)}</dd>
        <dt>${e(`stream.audio`)}</dt>
        <dd>${M(t)}</dd>
      </dl>
      ${t.notes.map(e=>v`<p>${e}</p>`)}
      ${Ae(t.video_codec)?l:v`<p>${e(`stream.hevc`)}</p>`}
    `}};h([b({attribute:!1})],N.prototype,`report`,void 0),N=h([p(`wf-stream-report`)],N);var P={name:``,url:``,sub_url:``},F=class extends y{constructor(...e){super(...e),this.address=P,this.working=null,this.report=null,this.told=null,this.test=async()=>{let e=this.address.url.trim();await this.attempt(`test`,async()=>{let t=await this.app.api.call(`POST /api/cameras/probe`,{body:{url:e}});this.address.url.trim()===e&&(this.report=t)})}}static{this.styles=[f,g,...w]}willUpdate(e){e.has(`address`)&&e.get(`address`)?.url!==this.address.url&&(this.report=this.told=null)}render(){let{address:t}=this,n=t.url.trim()!==``&&this.working===null;return v`<form class="card" @submit=${this.add}>
      ${C({label:e(`add.name`),value:t.name,required:!0,placeholder:e(`add.name_example`),changed:e=>this.address={...this.address,name:e}})}
      ${C({label:e(`add.url`),hint:e(`add.url_text`),value:t.url,required:!0,placeholder:`rtsp://user:password@192.168.1.20/stream1`,changed:e=>this.address={...this.address,url:e}})}
      ${C({label:e(`add.sub_url`),hint:e(`add.sub_url_text`),value:t.sub_url,changed:e=>this.address={...this.address,sub_url:e}})}
      <div role="status">
        ${this.working===`test`?e(`add.testing`):l}
        ${this.report===null?l:v`<wf-stream-report .report=${this.report}></wf-stream-report>`}
      </div>
      ${this.told===null?l:v`<wf-problem .told=${this.told}></wf-problem>`}
      <div class="row">
        <button type="button" ?disabled=${!n} @click=${this.test}>${m(ce)}${e(`add.test`)}</button>
        <button class="primary" ?disabled=${!n||t.name.trim()===``}>
          ${m(d)}${e(this.told===null?`cameras.add`:`add.anyway`)}
        </button>
      </div>
    </form>`}async add(t){t.preventDefault();let{name:n,url:r,sub_url:i}=this.address,a={name:n.trim(),url:r.trim(),sub_url:i.trim()||null};await this.attempt(`add`,async()=>{let t=await this.app.api.call(`POST /api/cameras`,{body:a});this.app.toasts.done(e(`add.added`,{name:t.name})),await this.app.cameras.load(),this.app.router.go(`live/${encodeURIComponent(t.id)}`)})}async attempt(e,t){this.working=e,this.report=this.told=null;try{await t()}catch(e){this.told=S(e)}finally{this.working=null}}};h([b({attribute:!1})],F.prototype,`app`,void 0),h([b({attribute:!1})],F.prototype,`address`,void 0),h([_()],F.prototype,`working`,void 0),h([_()],F.prototype,`report`,void 0),h([_()],F.prototype,`told`,void 0),F=h([p(`wf-add-by-address`)],F);function je(e,t,n){if(t===``)return e;let r=`${encodeURIComponent(t)}${n===``?``:`:${encodeURIComponent(n)}`}`;return e.replace(/^([a-z][a-z0-9+.-]*:\/\/)(?:[^/@]*@)?/i,(e,t)=>`${t}${r}@`)}function Me(e,t){return e.filter(({url:e,width:n})=>e!==t.url&&n>=640&&n<t.width).reduce((e,t)=>e===null||t.width<e.width?t:e,null)}function Ne(e){return[...new Set([...e.matchAll(/\{(FRIGATE_\w+)\}/g)].map(([,e])=>e??``))].sort()}var Pe=4,Fe=80,I=class extends y{constructor(...e){super(...e),this.devices=null,this.device=null,this.host=``,this.port=Fe,this.username=``,this.password=``,this.working=null,this.told=null,this.search=()=>this.attempt(`search`,async()=>{let{devices:e}=await this.app.api.call(`POST /api/discovery`,{body:{seconds:Pe}});this.devices=e})}static{this.styles=[f,g,...w,r`
      :host {
        display: grid;
        gap: 1rem;
      }
      ul {
        display: grid;
        gap: 0.5rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li button {
        justify-content: space-between;
        width: 100%;
        min-height: 3.25rem;
        border-radius: 8px;
        text-align: start;
      }
    `]}render(){return v`
      <div class="card">
        <p class="hint">${e(`find.text`)}</p>
        <div class="row">
          <button class="primary" ?disabled=${this.working!==null} @click=${this.search}>
            ${m(ue)}${e(`find.search`)}
          </button>
          <span role="status"
            >${this.working===null?l:e(this.working===`search`?`find.searching`:`find.look_up`)}</span
          >
        </div>
        ${this.renderDevices()}
      </div>
      <form class="card" @submit=${this.lookUp}>
        <h2>${e(`find.ask`)}</h2>
        <p class="hint">${e(`find.ask_text`)}</p>
        <div class="pair">
          ${C({label:e(`find.host`),value:this.host,required:!0,changed:e=>this.host=e})}
          ${k({label:e(`find.port`),value:this.port,min:1,max:65535,changed:e=>this.port=e??Fe})}
          ${C({label:e(`find.username`),value:this.username,changed:e=>this.username=e})}
          ${C({label:e(`find.password`),type:`password`,value:this.password,changed:e=>this.password=e})}
        </div>
        ${this.told===null?l:v`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row">
          <button ?disabled=${this.host.trim()===``||this.working!==null}>${e(`find.streams`)}</button>
        </div>
        ${this.renderStreams()}
      </form>
    `}renderDevices(){let{devices:t}=this;return t===null?l:t.length===0?v`<p role="status">${e(`find.nobody`)}</p>`:v`<ul aria-label=${e(`find.found`)}>
      ${t.map(e=>v`<li>
            <button
              aria-pressed=${e.host===this.host&&e.port===this.port}
              @click=${()=>this.choose(e)}
            >
              <span>${Ie(e)}<br /><span class="hint">${e.host}</span></span
              >${m(i)}
            </button>
          </li>`)}
    </ul>`}renderStreams(){let{device:t}=this;return t===null?l:t.streams.length===0?v`<p role="status">${e(`find.no_streams`)}</p>`:v`<h3>${e(`find.choose`)}</h3>
      <ul>
        ${t.streams.map(e=>v`<li>
              <button type="button" @click=${()=>this.take(t,e)}>
                <span>
                  ${e.name??e.profile}<br />
                  <span class="hint">${e.video_codec??``} ${e.width} × ${e.height}</span>
                </span>
                ${m(i)}
              </button>
            </li>`)}
      </ul>`}choose(e){this.host=e.host,this.port=e.port,this.device=this.told=null,this.updateComplete.then(()=>this.renderRoot.querySelectorAll(`form input`)[2]).then(e=>e?.focus())}take(e,t){let n=Me(e.streams,t),r={name:e.name??e.model??``,url:je(t.url,this.username,this.password),sub_url:n===null?``:je(n.url,this.username,this.password)};this.dispatchEvent(new CustomEvent(`address-found`,{detail:r}))}async lookUp(e){e.preventDefault();let{host:t,port:n,username:r,password:i}=this;await this.attempt(`look_up`,async()=>{let e={host:t.trim(),port:n,username:r,password:i},{devices:a}=await this.app.api.call(`POST /api/discovery`,{body:e});this.device=a[0]??null})}async attempt(e,t){this.working=e,this.told=this.device=null;try{await t()}catch(e){this.told=S(e)}finally{this.working=null}}};h([b({attribute:!1})],I.prototype,`app`,void 0),h([_()],I.prototype,`devices`,void 0),h([_()],I.prototype,`device`,void 0),h([_()],I.prototype,`host`,void 0),h([_()],I.prototype,`port`,void 0),h([_()],I.prototype,`username`,void 0),h([_()],I.prototype,`password`,void 0),h([_()],I.prototype,`working`,void 0),h([_()],I.prototype,`told`,void 0),I=h([p(`wf-find-cameras`)],I);function Ie({name:e,manufacturer:t,model:n,hardware:r,host:i}){return e??([t,n??r].filter(Boolean).join(` `)||i)}var L=class extends y{constructor(...t){super(...t),this.config=``,this.variables={},this.shown=null,this.working=!1,this.told=null,this.create=async()=>{if(await this.order(!0),this.told!==null)return;await this.app.cameras.load();let t=this.shown?.filter(({camera_id:e})=>e!==null).length??0;this.app.toasts.done(e(`frigate.created`,{count:t})),this.shown?.every(({problem:e})=>e===null)&&this.app.router.go(`cameras`)}}static{this.styles=[f,g,...w,r`
      :host {
        display: grid;
        gap: 1rem;
      }
      textarea {
        font-family: ui-monospace, monospace;
        font-size: 0.875rem;
      }
      ul {
        margin: 0.35rem 0 0;
        padding-inline-start: 1.25rem;
        color: var(--wf-muted);
      }
      code {
        overflow-wrap: anywhere;
      }
    `]}render(){let t=this.config.trim()!==``&&!this.working;return v`
      <form class="card" @submit=${this.show}>
        <p class="hint">${e(`frigate.text`)}</p>
        <label>
          ${e(`frigate.file`)}
          <input type="file" accept=".yml,.yaml,text/yaml" @change=${this.read} />
        </label>
        <label>
          ${e(`frigate.config`)}
          <textarea rows="8" spellcheck="false" .value=${this.config} @input=${this.typed}></textarea>
        </label>
        ${Ne(this.config).map(e=>C({label:e,type:`password`,value:this.variables[e]??``,changed:t=>this.variables={...this.variables,[e]:t}}))}
        ${this.told===null?l:v`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row"><button ?disabled=${!t}>${m(de)}${e(`frigate.show`)}</button></div>
      </form>
      ${this.shown===null?l:this.renderShown(this.shown)}
    `}renderShown(t){let n=t.filter(({problem:e,camera_id:t})=>e===null&&t===null).length;return v`
      <section class="stack" aria-label=${e(`frigate.result`)}>
        ${t.length===0?v`<p role="status">${e(`frigate.none`)}</p>`:t.map(Le)}
        ${n===0?l:v`<div class="row">
                <button class="primary" ?disabled=${this.working} @click=${this.create}>
                  ${m(d)}${e(`frigate.create`,{count:n})}
                </button>
              </div>`}
      </section>
    `}typed(e){this.config=e.target.value,this.shown=null}async read(e){let t=e.target.files?.[0];t!==void 0&&(this.config=await t.text(),this.shown=null)}async show(e){e.preventDefault(),await this.order(!1)}async order(e){this.working=!0,this.told=null;try{let t=Ne(this.config),n=Object.fromEntries(t.map(e=>[e,this.variables[e]??``])),r={config:this.config,variables:n,create:e};this.shown=(await this.app.api.call(`POST /api/import/frigate`,{body:r})).cameras}catch(e){this.told=S(e)}finally{this.working=!1}}};h([b({attribute:!1})],L.prototype,`app`,void 0),h([_()],L.prototype,`config`,void 0),h([_()],L.prototype,`variables`,void 0),h([_()],L.prototype,`shown`,void 0),h([_()],L.prototype,`working`,void 0),h([_()],L.prototype,`told`,void 0),L=h([p(`wf-import-frigate`)],L);function Le(t){return v`<article class="card">
    <div>
      <h2>${t.name}</h2>
      ${t.url===null?l:v`<code>${t.url}</code>`}
      ${t.notes.length===0?l:v`<ul>
              ${t.notes.map(e=>v`<li>${e}</li>`)}
            </ul>`}
    </div>
    ${t.problem===null?l:v`<wf-problem .told=${t.problem}></wf-problem>`}
    ${t.camera_id===null?l:v`<p class="hint">${e(`frigate.made`)}</p>`}
  </article>`}var Re=[[`address`,ge],[`search`,le],[`frigate`,he]],R=class extends y{constructor(...e){super(...e),this.way=``,this.address=P}static{this.styles=[f,g,r`
      :host {
        display: grid;
        gap: 1rem;
        max-width: 48rem;
        margin: 0 auto;
      }
      header,
      nav {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      a[aria-current="page"] {
        border-color: var(--wf-accent);
        background: color-mix(in srgb, var(--wf-accent) 16%, var(--wf-card));
      }
    `]}render(){let t=Re.find(([e])=>e===this.way)?.[0]??`address`;return v`
      <header>
        <a class="button plain round" href="cameras" aria-label=${e(`cameras.all`)} title=${e(`cameras.all`)}>
          ${m(a)}
        </a>
        <h1>${e(`cameras.add`)}</h1>
      </header>
      <nav aria-label=${e(`add.ways`)}>
        ${Re.map(([n,r])=>v`<a class="button" href="cameras/add/${n}" aria-current=${n===t?`page`:`false`}>
              ${m(r)}${e(`add.way.${n}`)}
            </a>`)}
      </nav>
      ${this.renderWay(t)}
    `}renderWay(e){switch(e){case`search`:return v`<wf-find-cameras .app=${this.app} @address-found=${this.found}></wf-find-cameras>`;case`frigate`:return v`<wf-import-frigate .app=${this.app}></wf-import-frigate>`;default:return v`<wf-add-by-address .app=${this.app} .address=${this.address}></wf-add-by-address>`}}found(e){this.address=e.detail,this.app.router.go(`cameras/add/address`)}};h([b({attribute:!1})],R.prototype,`app`,void 0),h([b()],R.prototype,`way`,void 0),h([_()],R.prototype,`address`,void 0),R=h([p(`wf-add-camera`)],R);var ze={live:ae,connecting:te,offline:ne,off:xe},z=class extends y{static{this.styles=[f,g,r`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.75rem;
        margin-bottom: 1rem;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr));
        gap: 1rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        align-content: start;
        gap: 0.75rem;
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      .top {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0.25rem 1rem;
      }
      h2 {
        overflow-wrap: anywhere;
      }
      .state {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        color: var(--wf-muted);
      }
      .state.live .icon {
        color: var(--wf-good);
      }
      .state.offline .icon {
        color: var(--wf-bad);
      }
      p {
        margin: 0;
        color: var(--wf-muted);
        font-size: 0.9375rem;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
    `]}constructor(){super(),this.cameras=[],this.storage=null,new c(this,()=>[this.app.me])}render(){let t=x(this.app.me.get(),`admin`);return v`
      <header>
        <h1>${e(`nav.cameras`)}</h1>
        ${t?v`<a class="button primary" href="cameras/add">${m(d)}${e(`cameras.add`)}</a>`:l}
      </header>
      <ul>
        ${Se(this.cameras,({id:e})=>e,e=>this.renderCamera(e,t))}
      </ul>
    `}renderCamera(t,n){let r=De(t),{status:i}=t,a=this.storage?.cameras.find(({camera_id:e})=>e===t.id),o=r.kind===`live`||r.kind===`off`?null:i?.problem??null;return v`<li>
      <div class="top">
        <h2>${t.name}</h2>
        <span class="state ${r.kind}">${m(ze[r.kind])}${r.label}</span>
      </div>
      ${o===null?l:v`<wf-problem .told=${o}></wf-problem>`}
      ${i?.stream?v`<p>${j(i.stream)}<br />${M(i.stream)}</p>`:v`<p>${e(`cameras.no_stream`)}</p>`}
      ${a===void 0?l:v`<p>${O(a)}</p>`} ${this.renderActions(t,n)}
    </li>`}renderActions(t,n){if(!x(this.app.me.get(),`control`))return l;let r={camera_id:t.id},{api:i,toasts:a}=this.app;return v`
      <wf-switch
        label=${e(`cameras.enabled`)}
        .checked=${t.enabled}
        @change=${()=>void a.attempt(()=>this.turn(t))}
      ></wf-switch>
      <div class="actions">
        ${n?v`<a class="button" href="cameras/${encodeURIComponent(t.id)}">
                ${m(me)}${e(`cameras.edit`)}<span class="hidden-text">${t.name}</span>
              </a>`:l}
        <button ?disabled=${!t.enabled} @click=${()=>void a.attempt(async()=>{await i.call(`POST /api/cameras/{camera_id}/restart`,{params:r}),a.done(e(`cameras.restarting`,{name:t.name}))})}>
          ${m(re)}${e(`cameras.restart`)}<span class="hidden-text">${t.name}</span>
        </button>
      </div>
    `}async turn({id:e,enabled:t}){let n={camera_id:e};await this.app.api.call(t?`POST /api/cameras/{camera_id}/stop`:`POST /api/cameras/{camera_id}/start`,{params:n})}};h([b({attribute:!1})],z.prototype,`app`,void 0),h([b({attribute:!1})],z.prototype,`cameras`,void 0),h([b({attribute:!1})],z.prototype,`storage`,void 0),z=h([p(`wf-camera-list`)],z);var Be=3,Ve=1e-5,He=1e4;function Ue({zones:e,masks:t}){return[...e.map(({name:e,points:t})=>({kind:`zone`,name:e,points:t})),...t.map(({points:e})=>({kind:`mask`,name:``,points:e}))]}function We(e){let t=e=>e.points.map(({x:e,y:t})=>({x:e,y:t}));return{zones:e.filter(({kind:e})=>e===`zone`).map(e=>({name:e.name.trim(),points:t(e)})),masks:e.filter(({kind:e})=>e===`mask`).map(e=>({points:t(e)}))}}function Ge(e,t){return{kind:e,name:e===`mask`?``:t,points:[[.35,.35],[.65,.35],[.65,.65],[.35,.65]].map(([e,t])=>({x:e,y:t}))}}function B({x:e,y:t}){let n=e=>Math.round(Math.min(1,Math.max(0,e))*He)/He;return{x:n(e),y:n(t)}}function V(e,t,n){return t in e.points?{...e,points:e.points.with(t,B(n))}:e}function H(e,t){return e.points.length>=50?e:{...e,points:e.points.toSpliced(t+1,0,qe(e,t))}}function Ke(e,t){return e.points.length<=Be?e:{...e,points:e.points.toSpliced(t,1)}}function qe({points:e},t){let n=e[t]??{x:0,y:0},r=e[(t+1)%e.length]??n;return B({x:(n.x+r.x)/2,y:(n.y+r.y)/2})}function Je(e,t,n){let r=(e,t)=>Math.min(1-Math.max(...e),Math.max(-Math.min(...e),t)),i=r(e.points.map(e=>e.x),t),a=r(e.points.map(e=>e.y),n);return{...e,points:e.points.map(e=>B({x:e.x+i,y:e.y+a}))}}function Ye(e,t){let n=e[t];return n===void 0?null:n.points.length<Be?`few`:Qe(n.points)?`crossing`:Ze(n.points)<Ve?`flat`:n.kind===`mask`?null:Xe(e,t,n.name)}function Xe(e,t,n){let r=e=>e.trim().toLowerCase();return r(n)===``?`nameless`:e.some((e,i)=>i!==t&&e.kind===`zone`&&r(e.name)===r(n))?`same_name`:null}function Ze(e){let t=e.reduce((t,n,r)=>{let i=e[(r+1)%e.length]??n;return t+n.x*i.y-i.x*n.y},0);return Math.abs(t)/2}function Qe(e){let t=e.map((t,n)=>[t,e[(n+1)%e.length]??t]);return t.some(([e,n],r)=>t.some(([i,a],o)=>!(Math.abs(r-o)<=1||Math.abs(r-o)===t.length-1)&&$e(e,n,i,a)))}function $e(e,t,n,r){let[i,a,o,s]=[U(e,t,n),U(e,t,r),U(n,r,e),U(n,r,t)];return i*a<0&&o*s<0||i===0&&W(e,t,n)||a===0&&W(e,t,r)||o===0&&W(n,r,e)||s===0&&W(n,r,t)}function U(e,t,n){return(t.x-e.x)*(n.y-e.y)-(t.y-e.y)*(n.x-e.x)}function W(e,t,{x:n,y:r}){return Math.min(e.x,t.x)<=n&&n<=Math.max(e.x,t.x)&&Math.min(e.y,t.y)<=r&&r<=Math.max(e.y,t.y)}function G(e){let{name:t,url:n,record:r,transcribe:i,recognize_faces:a,recognize_voices:o,pre_roll_s:s,post_roll_s:c}=e;return{name:t,url:n,sub_url:e.sub_url??``,record:r,transcribe:i,recognize_faces:a,recognize_voices:o,language:e.language??``,mode:e.mode===`events`?`events`:`continuous`,pre_roll_s:s,post_roll_s:c,schedule:e.schedule,retention_days:e.retention_days,quota_gb:e.quota_gb,keep_days:e.speech.keep_days,least_face_px:e.faces.least_face_px,areas:Ue(e.faces),text_hours:e.hours.text,faces_hours:e.hours.faces,voices_hours:e.hours.voices}}function K(e,t){let n=G(e),r=e=>JSON.stringify(n[e])!==JSON.stringify(t[e]),i={name:()=>({name:t.name.trim()}),url:()=>({url:t.url.trim()}),sub_url:()=>({sub_url:t.sub_url.trim()||null}),record:()=>({record:t.record}),transcribe:()=>({transcribe:t.transcribe}),recognize_faces:()=>({recognize_faces:t.recognize_faces}),recognize_voices:()=>({recognize_voices:t.recognize_voices}),language:()=>({language:t.language.trim()||null}),mode:()=>({mode:t.mode}),pre_roll_s:()=>({pre_roll_s:t.pre_roll_s}),post_roll_s:()=>({post_roll_s:t.post_roll_s}),schedule:()=>({schedule:[...t.schedule]}),retention_days:()=>({retention_days:t.retention_days}),quota_gb:()=>({quota_gb:t.quota_gb}),keep_days:()=>({speech:{keep_days:t.keep_days}}),least_face_px:()=>({faces:{least_face_px:t.least_face_px}}),areas:()=>({faces:We(t.areas)}),text_hours:()=>({hours:{text:[...t.text_hours]}}),faces_hours:()=>({hours:{faces:[...t.faces_hours]}}),voices_hours:()=>({hours:{voices:[...t.voices_hours]}})};return Object.keys(i).filter(r).reduce((e,t)=>{let{faces:n,hours:r,...a}=i[t]();return{...e,...a,...n===void 0?{}:{faces:{...e.faces,...n}},...r===void 0?{}:{hours:{...e.hours,...r}}}},{})}function et(e){return e.name.trim()===``||e.url.trim()===``||e.areas.some((t,n)=>Ye(e.areas,n)!==null)}function tt(e){return`retention_days`in e||`quota_gb`in e}var q=1440,nt=Date.UTC(2026,0,5),rt={weekdays:[0,1,2,3,4,5,6],start_minute:480,end_minute:1200};function it(e){return[...e,rt]}function at(e,t,n){let r=e[t];if(r===void 0)return[...e];let i=r.weekdays.includes(n)?r.weekdays.filter(e=>e!==n):[...r.weekdays,n].sort((e,t)=>e-t);return i.length===0?[...e]:e.with(t,{...r,weekdays:i})}function ot(e,t,n,r){let i=e[t],a=st(r);return i===void 0||a===null?[...e]:e.with(t,{...i,[n]:a})}function st(e){let t=/^(\d{1,2}):(\d{2})/.exec(e);if(t===null)return null;let n=Number(t[1])*60+Number(t[2]);return n<q?n:null}function ct(e){let t=e%q;return`${String(Math.floor(t/60)).padStart(2,`0`)}:${String(t%60).padStart(2,`0`)}`}function lt(e,t){return new Intl.DateTimeFormat(ee(),{weekday:t,timeZone:`UTC`}).format(nt+e*q*6e4)}function ut({start_minute:e,end_minute:t}){return t<=e}var dt=[0,1,2,3,4,5,6],ft=50,J=class extends y{constructor(...t){super(...t),this.label=``,this.hint=``,this.slots=[],this.renderSlot=(t,n)=>{let{slots:r}=this;return v`<div class="slot">
      <div class="days" role="group" aria-label=${e(`week.days`)}>
        ${dt.map(e=>v`<button
              type="button"
              aria-pressed=${t.weekdays.includes(e)}
              aria-label=${lt(e,`long`)}
              @click=${()=>this.change(at(r,n,e))}
            >
              ${lt(e,`short`)}
            </button>`)}
      </div>
      ${C({label:e(`week.from`),type:`time`,value:ct(t.start_minute),changed:e=>this.change(ot(r,n,`start_minute`,e))})}
      ${C({label:e(ut(t)?`week.to_next`:`week.to`),type:`time`,value:ct(t.end_minute),changed:e=>this.change(ot(r,n,`end_minute`,e))})}
      <button
        type="button"
        class="plain round"
        aria-label=${e(`week.remove`)}
        @click=${()=>this.change(r.filter((e,t)=>t!==n))}
      >
        ${m(o)}
      </button>
    </div>`}}static{this.styles=[f,g,...w,r`
      .slot {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.75rem;
        padding: 0.75rem 0;
        border-top: 1px solid var(--wf-line);
      }
      .days {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
      }
      .days button {
        min-width: 2.75rem;
        padding: 0 0.4rem;
      }
      .slot label {
        width: 8.5rem;
      }
    `]}render(){return v`<fieldset>
      <legend>${this.label}</legend>
      ${this.hint===``?l:v`<p class="hint">${this.hint}</p>`}
      ${this.slots.length===0?v`<p class="hint">${e(`week.always`)}</p>`:this.slots.map(this.renderSlot)}
      <button type="button" ?disabled=${this.slots.length>=ft} @click=${()=>this.change(it(this.slots))}>
        ${m(d)}${e(`week.add`)}
      </button>
    </fieldset>`}change(e){this.slots=e,this.dispatchEvent(new Event(`change`))}};h([b()],J.prototype,`label`,void 0),h([b()],J.prototype,`hint`,void 0),h([b({attribute:!1})],J.prototype,`slots`,void 0),J=h([p(`wf-week-schedule`)],J);var pt=.01,mt=.001,ht={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]},Y=class extends y{constructor(...e){super(...e),this.source=``,this.alternative=``,this.areas=[],this.chosen=null,this.picture=`awaited`,this.drag=null}static{this.styles=[f,r`
      :host {
        display: block;
      }
      .frame {
        position: relative;
        overflow: hidden;
        border-radius: var(--wf-radius);
        background: #0b0e0d;
        touch-action: none;
        user-select: none;
      }
      img {
        display: block;
        width: 100%;
        aspect-ratio: 16 / 9;
      }
      img.seen {
        aspect-ratio: auto;
      }
      img.missing {
        opacity: 0;
      }
      p {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        margin: 0;
        padding: 1rem;
        color: #a3b0ab;
        text-align: center;
      }
      svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      polygon {
        stroke-width: 2px;
        vector-effect: non-scaling-stroke;
        cursor: pointer;
      }
      .zone {
        fill: rgb(127 209 185 / 25%);
        stroke: #7fd1b9;
      }
      .mask {
        fill: rgb(12 16 15 / 65%);
        stroke: #ffb4ab;
      }
      .chosen {
        stroke-width: 4px;
        cursor: move;
      }
      button {
        position: absolute;
        width: 44px;
        height: 44px;
        margin: -22px 0 0 -22px;
        padding: 0;
        border: 0;
        background: none;
        cursor: grab;
        touch-action: none;
      }
      button::after {
        content: "";
        position: absolute;
        inset: 13px;
        border: 2px solid #0c2019;
        border-radius: 50%;
        background: #fff;
      }
      button.middle {
        width: 28px;
        height: 28px;
        margin: -14px 0 0 -14px;
        cursor: copy;
      }
      button.middle::after {
        inset: 8px;
        opacity: 0.75;
      }
      button:focus-visible {
        outline: none;
      }
      button:focus-visible::after {
        outline: 3px solid #fff;
        outline-offset: 2px;
        background: #2f6f5e;
      }
    `]}render(){let t=this.chosen===null?void 0:this.areas[this.chosen];return v`<div
      class="frame"
      @pointermove=${this.moved}
      @pointerup=${this.released}
      @pointercancel=${this.released}
    >
      <img
        src=${this.source}
        alt=${this.alternative}
        draggable="false"
        @load=${()=>this.picture=`seen`}
        @error=${()=>this.picture=`missing`}
        class=${this.picture}
      />
      ${this.picture===`missing`?v`<p role="status">${e(`areas.no_picture`)}</p>`:l}
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        ${this.areas.map((e,t)=>this.renderArea(e,t))}
      </svg>
      ${t===void 0?``:v`${t.points.map((e,n)=>this.renderMiddle(t,n))}
            ${t.points.map((e,n)=>this.renderCorner(t,e,n))}`}
    </div>`}renderArea(e,t){let n=e.points.map(({x:e,y:t})=>`${e},${t}`).join(` `),r=t===this.chosen;return ie`<polygon class="${e.kind} ${r?`chosen`:``}" points=${n} @pointerdown=${n=>{r?this.press(n,null,e):this.dispatchEvent(new CustomEvent(`area-chosen`,{detail:t}))}} />`}renderCorner(t,n,r){let i={number:r+1,x:D(n.x*100),y:D(n.y*100)};return v`<button
      type="button"
      style="left: ${n.x*100}%; top: ${n.y*100}%"
      aria-label=${e(`areas.corner_at`,i)}
      @pointerdown=${e=>this.press(e,r,t)}
      @keydown=${e=>this.typed(e,t,r)}
    ></button>`}renderMiddle(t,n){let{x:r,y:i}=qe(t,n);return v`<button
      type="button"
      class="middle"
      style="left: ${r*100}%; top: ${i*100}%"
      tabindex="-1"
      aria-label=${e(`areas.add_corner`,{number:n+1})}
      @pointerdown=${e=>{let r=H(t,n);this.tell(r),this.press(e,n+1,r)}}
    ></button>`}press(e,t,n){e.button===0&&(this.drag={corner:t,from:this.placeOf(e),area:n},this.frame.setPointerCapture(e.pointerId))}moved(e){if(this.drag===null)return;let{corner:t,from:n,area:r}=this.drag,i=this.placeOf(e);this.tell(t===null?Je(r,i.x-n.x,i.y-n.y):V(r,t,i))}released(){this.drag=null}typed(e,t,n){let r=ht[e.key],i=t.points[n];if(e.key===`Delete`||e.key===`Backspace`)this.tell(Ke(t,n));else if(e.key===`Insert`||e.key===`+`)this.tell(H(t,n));else if(r!==void 0&&i!==void 0){let a=e.shiftKey?mt:pt;this.tell(V(t,n,{x:i.x+r[0]*a,y:i.y+r[1]*a}))}else return;e.preventDefault()}placeOf(e){let{left:t,top:n,width:r,height:i}=this.frame.getBoundingClientRect();return{x:(e.clientX-t)/r,y:(e.clientY-n)/i}}tell(e){this.dispatchEvent(new CustomEvent(`area-changed`,{detail:e}))}};h([b()],Y.prototype,`source`,void 0),h([b()],Y.prototype,`alternative`,void 0),h([b({attribute:!1})],Y.prototype,`areas`,void 0),h([b({attribute:!1})],Y.prototype,`chosen`,void 0),h([pe(`.frame`)],Y.prototype,`frame`,void 0),h([_()],Y.prototype,`picture`,void 0),Y=h([p(`wf-area-picture`)],Y);var X=class extends y{constructor(...e){super(...e),this.source=``,this.alternative=``,this.areas=[],this.chosen=null}static{this.styles=[f,g,...w,r`
      :host {
        display: grid;
        gap: 1rem;
      }
      .chooser button {
        border-radius: 8px;
      }
      .flaw {
        margin: 0;
        color: var(--wf-bad);
      }
      table {
        border-spacing: 0.3rem;
        margin: 0 -0.3rem;
      }
      th {
        color: var(--wf-muted);
        font-size: 0.875rem;
        font-weight: 500;
        text-align: start;
      }
      td label {
        display: block;
        width: 4.75rem;
        font-size: 0;
      }
      td input {
        font-size: 1rem;
      }
    `]}render(){let{areas:t,chosen:n}=this,r=n===null?void 0:t[n];return v`
      <wf-area-picture
        .source=${this.source}
        .alternative=${this.alternative}
        .areas=${t}
        .chosen=${n}
        @area-chosen=${e=>this.chosen=e.detail}
        @area-changed=${e=>this.replace(e.detail)}
      ></wf-area-picture>
      <p class="hint">${e(`areas.keys`)}</p>
      <div class="row chooser" role="group" aria-label=${e(`areas.choose`)}>
        ${t.map((e,r)=>v`<button type="button" aria-pressed=${r===n} @click=${()=>this.chosen=r}>
              ${m(e.kind===`zone`?fe:be)}${gt(t,r)}
            </button>`)}
        ${this.renderAdder(`zone`)} ${this.renderAdder(`mask`)}
      </div>
      ${r===void 0||n===null?l:this.renderChosen(r,n)}
    `}renderAdder(t){return v`<button type="button" ?disabled=${this.areas.length>=20} @click=${()=>this.add(t)}>
      ${m(d)}${e(`areas.add_${t}`)}
    </button>`}renderChosen(t,n){let r=Ye(this.areas,n);return v`
      <div class="card">
        <div class="row">
          <h3>${gt(this.areas,n)}</h3>
          <button type="button" @click=${()=>this.drop(n)}>${m(u)}${e(`areas.remove`)}</button>
        </div>
        ${t.kind===`mask`?v`<p class="hint">${e(`areas.mask_text`)}</p>`:C({label:e(`areas.name`),hint:e(`areas.name_text`),value:t.name,changed:e=>this.replace({...t,name:e})})}
        <p class="flaw" role="status">${r===null?``:e(`areas.flaw.${r}`)}</p>
        <details>
          <summary>${e(`areas.numbers`)}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">${e(`areas.corner`)}</th>
                <th scope="col">${e(`areas.across`)}</th>
                <th scope="col">${e(`areas.down`)}</th>
                <th scope="col"><span class="hidden-text">${e(`areas.change`)}</span></th>
              </tr>
            </thead>
            <tbody>
              ${t.points.map((e,n)=>this.renderCorner(t,n))}
            </tbody>
          </table>
        </details>
      </div>
    `}renderCorner(t,n){let r=n+1;return v`<tr>
      <th scope="row">${r}</th>
      <td>${this.renderPart(t,n,`x`)}</td>
      <td>${this.renderPart(t,n,`y`)}</td>
      <td>
        <button
          type="button"
          class="plain round"
          aria-label=${e(`areas.add_corner`,{number:r})}
          ?disabled=${t.points.length>=50}
          @click=${()=>this.replace(H(t,n))}
        >
          ${m(d)}
        </button>
        <button
          type="button"
          class="plain round"
          aria-label=${e(`areas.remove_corner`,{number:r})}
          ?disabled=${t.points.length<=3}
          @click=${()=>this.replace(Ke(t,n))}
        >
          ${m(_e)}
        </button>
      </td>
    </tr>`}renderPart(t,n,r){let i=t.points[n]??{x:0,y:0};return k({label:`${e(`areas.corner`)} ${n+1}, ${e(r===`x`?`areas.across`:`areas.down`)}`,value:Math.round(i[r]*1e4)/100,min:0,max:100,step:`any`,changed:e=>{e!==null&&this.replace(V(t,n,{...i,[r]:e/100}))}})}add(t){let n=Ge(t,e(`areas.new_zone`,{number:this.areas.length+1}));this.chosen=this.areas.length,this.change([...this.areas,n])}drop(e){this.chosen=null,this.change(this.areas.filter((t,n)=>n!==e))}replace(e){this.chosen!==null&&this.change(this.areas.with(this.chosen,e))}change(e){this.areas=e,this.dispatchEvent(new Event(`change`))}};h([b()],X.prototype,`source`,void 0),h([b()],X.prototype,`alternative`,void 0),h([b({attribute:!1})],X.prototype,`areas`,void 0),h([_()],X.prototype,`chosen`,void 0),X=h([p(`wf-area-editor`)],X);function gt(t,n){let r=t[n];return r?.kind===`zone`?r.name.trim()||e(`areas.zone`):e(`areas.mask_number`,{number:t.slice(0,n+1).filter(({kind:e})=>e===`mask`).length})}var _t=400,Z=class extends y{constructor(...e){super(...e),this.storage=null,this.loss=null,this.asking=null}static{this.styles=[f,g,...w]}connectedCallback(){super.connectedCallback(),this.read()}disconnectedCallback(){clearTimeout(this.timer),this.asking?.abort(),super.disconnectedCallback()}willUpdate(e){let t=e.get(`draft`),{retention_days:n,quota_gb:r}=this.draft;t===void 0||t.retention_days===n&&t.quota_gb===r||(clearTimeout(this.timer),this.timer=setTimeout(()=>void this.preview(),_t))}render(){return v`<div class="stack">
      <wf-switch
        label=${e(`live.setting.record`)}
        .checked=${this.draft.record}
        @change=${()=>this.change({record:!this.draft.record})}
      ></wf-switch>
      ${this.renderMode()}
      <wf-week-schedule
        label=${e(`edit.schedule`)}
        .slots=${this.draft.schedule}
        @change=${e=>this.change({schedule:e.target.slots})}
      ></wf-week-schedule>
      <h2>${e(`edit.keeping`)}</h2>
      ${this.renderLimits()} ${this.renderForecast()}
    </div>`}renderMode(){let{draft:t}=this;return v`<div class="pair">
      ${we({label:e(`edit.mode`),value:t.mode,options:[[`continuous`,e(`edit.continuous`)],[`events`,e(`edit.events`)]],changed:e=>this.change({mode:e})})}
      ${t.mode===`continuous`?l:v`${k({label:e(`edit.pre_roll`),value:t.pre_roll_s,min:0,max:60,changed:e=>e!==null&&this.change({pre_roll_s:e})})}
            ${k({label:e(`edit.post_roll`),value:t.post_roll_s,min:0,max:600,changed:e=>e!==null&&this.change({post_roll_s:e})})}`}
    </div>`}renderLimits(){let{draft:t}=this;return v`<div class="pair">
      ${k({label:e(`edit.retention_days`),hint:e(`edit.retention_days_text`),value:t.retention_days,min:1,max:3650,placeholder:e(`edit.as_server`),changed:e=>this.change({retention_days:e})})}
      ${k({label:e(`edit.quota_gb`),hint:e(`edit.quota_gb_text`),value:t.quota_gb,min:.1,max:1e6,step:`any`,placeholder:e(`edit.no_quota`),changed:e=>this.change({quota_gb:e})})}
    </div>`}renderForecast(){let{storage:t,draft:n}=this;if(t===null)return l;let r=Te(t.bytes_per_day,n.retention_days,n.quota_gb);return v`
      <p class="hint">
        ${e(`forecast.used`,{amount:Ce(t.used_bytes)})}
        ${t.oldest_ms===null?l:e(`forecast.oldest`,{at:A(t.oldest_ms)})}<br />
        ${e(`forecast.now`,{forecast:O(t)})}
        ${r===null?l:v`<br />${e(`forecast.then`,{days:Ee(r)})}`}
      </p>
      <p role="status" class="loss">${this.loss??``}</p>
    `}change(e){this.dispatchEvent(new CustomEvent(`draft-changed`,{detail:e}))}async read(){try{let{cameras:e}=await this.app.api.call(`GET /api/storage`);this.storage=e.find(({camera_id:e})=>e===this.camera.id)??null}catch{}}async preview(){this.asking?.abort();let{signal:t}=this.asking=new AbortController,{retention_days:n,quota_gb:r}=this.draft;try{let i=T(this.camera.id,n,r),a=await this.app.api.call(`POST /api/storage/preview`,{body:i,signal:t});this.loss=E(a,this.camera.id)??e(`forecast.no_loss`)}catch(e){s(e)||(this.loss=null)}}};h([b({attribute:!1})],Z.prototype,`app`,void 0),h([b({attribute:!1})],Z.prototype,`camera`,void 0),h([b({attribute:!1})],Z.prototype,`draft`,void 0),h([_()],Z.prototype,`storage`,void 0),h([_()],Z.prototype,`loss`,void 0),Z=h([p(`wf-edit-recording`)],Z);var vt=[`general`,`recording`,`speech`,`faces`,`hours`];function yt(e,t){switch(e){case`recording`:return xt(t);case`speech`:return St(t);case`faces`:return Ct(t);case`hours`:return wt(t);default:return bt(t)}}function bt({camera:t,draft:n,change:r}){let i=t.status?.recent_problems??[];return v`
    ${C({label:e(`add.name`),value:n.name,required:!0,changed:e=>r({name:e})})}
    ${C({label:e(`add.url`),hint:e(`edit.url_text`),value:n.url,required:!0,changed:e=>r({url:e})})}
    ${C({label:e(`add.sub_url`),hint:e(`add.sub_url_text`),value:n.sub_url,changed:e=>r({sub_url:e})})}
    ${t.status?.stream?v`<wf-stream-report .report=${t.status.stream}></wf-stream-report>`:v`<p class="hint">${e(`cameras.no_stream`)}</p>`}
    ${i.length===0?l:v`<details>
            <summary>${e(`edit.problems`,{count:i.length})}</summary>
            <ol reversed>
              ${[...i].reverse().map(({code:t,message:n,at_ms:r})=>v`<li>
                    <strong>${e(`problem.${t}`)}</strong>
                    ${r===null?l:A(r)}<br />${n}
                  </li>`)}
            </ol>
          </details>`}
  `}function xt({app:e,camera:t,draft:n,change:r}){return v`<wf-edit-recording
    .app=${e}
    .camera=${t}
    .draft=${n}
    @draft-changed=${e=>r(e.detail)}
  ></wf-edit-recording>`}function St({draft:t,change:n}){return v`
    <wf-switch
      label=${e(`live.setting.transcribe`)}
      .checked=${t.transcribe}
      @change=${()=>n({transcribe:!t.transcribe})}
    ></wf-switch>
    <wf-switch
      label=${e(`edit.recognize_voices`)}
      .checked=${t.recognize_voices}
      @change=${()=>n({recognize_voices:!t.recognize_voices})}
    ></wf-switch>
    <div class="pair">
      ${C({label:e(`edit.language`),hint:e(`edit.language_text`),value:t.language,placeholder:e(`edit.language_auto`),changed:e=>n({language:e})})}
      ${k({label:e(`edit.keep_days`),hint:e(`edit.keep_days_text`),value:t.keep_days,min:1,max:3650,placeholder:e(`edit.as_server`),changed:e=>n({keep_days:e})})}
    </div>
  `}function Ct({app:t,camera:n,draft:r,change:i}){let a={camera_id:n.id},o=t.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:a,query:{width:1280}});return v`
    <wf-switch
      label=${e(`live.setting.recognize_faces`)}
      .checked=${r.recognize_faces}
      @change=${()=>i({recognize_faces:!r.recognize_faces})}
    ></wf-switch>
    ${k({label:e(`edit.least_face`),hint:e(`edit.least_face_text`),value:r.least_face_px,min:20,max:1e3,changed:e=>e!==null&&i({least_face_px:e})})}
    <h2>${e(`edit.areas`)}</h2>
    <p class="hint">${e(`edit.areas_text`)}</p>
    <wf-area-editor
      .source=${o}
      .alternative=${e(`live.picture_of`,{name:n.name})}
      .areas=${r.areas}
      @change=${e=>i({areas:e.target.areas})}
    ></wf-area-editor>
  `}function wt({draft:t,change:n}){return v`
    <p class="hint">${e(`edit.hours_text`)}</p>
    ${[`text`,`faces`,`voices`].map(r=>v`<wf-week-schedule
          label=${e(`edit.hours.${r}`)}
          .slots=${t[`${r}_hours`]}
          @change=${e=>n({[`${r}_hours`]:e.target.slots})}
        ></wf-week-schedule>`)}
  `}var Q=class extends y{constructor(...t){super(...t),this.section=``,this.told=null,this.isSaving=!1,this.asked=null,this.close=()=>void(this.asked=null),this.discard=()=>{this.draft=G(this.camera),this.told=null},this.save=async()=>{if(!tt(K(this.camera,this.draft)))return this.store();await this.attempt(async()=>{let e=T(this.camera.id,this.draft.retention_days,this.draft.quota_gb),t=E(await this.app.api.call(`POST /api/storage/preview`,{body:e}),this.camera.id);t!==null&&(this.asked={loss:t})})&&this.asked===null&&await this.store()},this.store=async()=>{this.asked=null;let t=K(this.camera,this.draft),n={camera_id:this.camera.id};await this.attempt(async()=>{let r=await this.app.api.call(`PATCH /api/cameras/{camera_id}`,{params:n,body:t});this.camera=r,this.draft=G(r),this.app.toasts.done(e(`edit.saved`)),await this.app.cameras.load()})},this.drop=async()=>{this.asked=null;let{id:t,name:n}=this.camera;await this.attempt(async()=>{await this.app.api.call(`DELETE /api/cameras/{camera_id}`,{params:{camera_id:t}}),this.app.toasts.done(e(`edit.removed`,{name:n})),this.app.router.go(`cameras`)})}}static{this.styles=[f,g,...w,r`
      :host {
        display: grid;
        gap: 1rem;
        max-width: 56rem;
        margin: 0 auto;
      }
      header h1 {
        flex: 1;
        overflow-wrap: anywhere;
      }
      nav a[aria-current="page"] {
        border-color: var(--wf-accent);
        background: color-mix(in srgb, var(--wf-accent) 16%, var(--wf-card));
      }
      .save {
        position: sticky;
        z-index: 5;
        bottom: calc(var(--wf-bottom, 0px) + 0.5rem);
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: flex-end;
        gap: 0.5rem;
        padding: 0.6rem 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        box-shadow: var(--wf-shadow);
      }
      .save span {
        flex: 1;
      }
    `]}willUpdate(e){if(!e.has(`camera`))return;let t=e.get(`camera`),n=t?.id!==this.camera.id;(n||Object.keys(K(t,this.draft)).length===0)&&(this.draft=G(this.camera)),n&&(this.told=null)}render(){let{app:t,camera:n,draft:r}=this,i=vt.find(e=>e===this.section)??`general`,o=`cameras/${encodeURIComponent(n.id)}`;return v`
      <header class="row">
        <a class="button plain round" href="cameras" aria-label=${e(`cameras.all`)} title=${e(`cameras.all`)}>
          ${m(a)}
        </a>
        <h1>${n.name}</h1>
        <button @click=${()=>this.asked=`remove`}>${m(u)}${e(`edit.remove`)}</button>
      </header>
      <nav class="row" aria-label=${e(`edit.parts`)}>
        ${vt.map(t=>v`<a class="button" href="${o}/${t}" aria-current=${t===i?`page`:`false`}>
              ${e(`edit.part.${t}`)}
            </a>`)}
      </nav>
      <section class="card" aria-label=${e(`edit.part.${i}`)}>
        ${yt(i,{app:t,camera:n,draft:r,change:e=>this.draft={...this.draft,...e}})}
      </section>
      ${this.told===null?l:v`<wf-problem .told=${this.told}></wf-problem>`} ${this.renderSave()}
      ${this.renderDialog()}
    `}renderSave(){if(Object.keys(K(this.camera,this.draft)).length===0)return l;let t=et(this.draft);return v`<div class="save">
      <span role="status">${e(t?`edit.flawed`:`edit.unsaved`)}</span>
      <button @click=${this.discard}>${e(`edit.discard`)}</button>
      <button class="primary" ?disabled=${t||this.isSaving} @click=${this.save}>
        ${m(se)}${e(`edit.save`)}
      </button>
    </div>`}renderDialog(){let{asked:t}=this,n=t===`remove`,r=n?e(`edit.remove_title`,{name:this.camera.name}):e(`edit.loss_title`),i=t===null?``:n?e(`edit.remove_text`):t.loss;return v`<wf-dialog .open=${t!==null} heading=${r} @closed=${this.close}>
      <p>${i}</p>
      <button slot="actions" @click=${this.close}>${e(`edit.cancel`)}</button>
      <button slot="actions" class="danger" @click=${n?this.drop:this.store}>
        ${e(n?`edit.remove_do`:`edit.loss_do`)}
      </button>
    </wf-dialog>`}async attempt(e){this.isSaving=!0,this.told=null;try{return await e(),!0}catch(e){return this.told=S(e),!1}finally{this.isSaving=!1}}};h([b({attribute:!1})],Q.prototype,`app`,void 0),h([b({attribute:!1})],Q.prototype,`camera`,void 0),h([b()],Q.prototype,`section`,void 0),h([_()],Q.prototype,`draft`,void 0),h([_()],Q.prototype,`told`,void 0),h([_()],Q.prototype,`isSaving`,void 0),h([_()],Q.prototype,`asked`,void 0),Q=h([p(`wf-edit-camera`)],Q);var Tt=`add`,$=class extends ye{constructor(){super(),this.storage=null,new c(this,()=>[this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.readStorage()}render(){let{camera:t,part:n=``}=this.place.params,{value:r,error:i}=this.app.cameras.get(),a=this.app.me.get();if(r===null||a===null)return this.renderNothingYet(i);if(t===void 0)return this.renderList(r);if(!x(a,`admin`))return Et(ve,e(`cameras.locked`),e(`errors.forbidden`));if(t===Tt)return v`<wf-add-camera .app=${this.app} .way=${n}></wf-add-camera>`;let o=r.find(e=>e.id===t);return o===void 0?Et(oe,e(`live.gone`),e(`live.gone_text`)):v`<wf-edit-camera .app=${this.app} .camera=${o} .section=${n}></wf-edit-camera>`}renderList(n){if(n.length>0)return v`<wf-camera-list .app=${this.app} .cameras=${n} .storage=${this.storage}></wf-camera-list>`;let r=x(this.app.me.get(),`admin`);return v`<h1>${e(`nav.cameras`)}</h1>
      <wf-notice
        .icon=${t}
        heading=${e(`live.none`)}
        text=${e(r?`cameras.none_text`:`cameras.none_ask`)}
      >
        ${r?v`<a class="button primary" href="cameras/add">${m(d)}${e(`cameras.add_first`)}</a>
                <a class="button" href="cameras/add/search">${e(`add.way.search`)}</a>
                <a class="button" href="cameras/add/frigate">${e(`add.way.frigate`)}</a>`:``}
      </wf-notice>`}renderNothingYet(t){return v`<h1>${e(`nav.cameras`)}</h1>
      ${t===null?v`<p role="status">${e(`loading`)}</p>`:v`<wf-notice .icon=${oe} heading=${e(`failure.title`)} text=${n(t)}>
              <button class="primary" @click=${()=>void this.app.cameras.load()}>${e(`failure.retry`)}</button>
            </wf-notice>`}`}async readStorage(){try{this.storage=await this.app.api.call(`GET /api/storage`)}catch{}}};h([_()],$.prototype,`storage`,void 0),$=h([p(`wf-cameras-page`)],$);function Et(t,n,r){return v`<h1 class="hidden-text">${n}</h1>
    <wf-notice .icon=${t} heading=${n} text=${r}>
      <a class="button primary" href="cameras">${e(`cameras.all`)}</a>
    </wf-notice>`}export{$ as CamerasPage};