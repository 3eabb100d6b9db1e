import{A as e,Bt as t,C as n,Ct as r,D as i,E as a,It as o,Kt as s,M as c,P as l,Q as ee,Qt as te,R as ne,S as re,Sn as ie,T as u,Tt as ae,Ut as oe,X as se,Zt as ce,an as le,b as d,en as f,f as p,fn as ue,ft as m,ht as de,i as h,j as g,jt as fe,k as _,lt as pe,m as me,nn as he,o as v,ot as ge,p as _e,pn as ve,r as y,s as b,st as ye,t as be,tn as xe,u as Se,vt as Ce,w as x,wt as we,yn as S,yt as C,z as w,zt as Te}from"./shell-ByTqqPMM.js";import{_ as Ee,a as T,c as E,d as D,f as O,l as k,m as De,o as A,p as Oe,s as j,t as ke,v as Ae,y as M}from"./common-D35F0Fmm.js";import{t as je}from"./camera-state-BnDkaUPK.js";import{i as Me,n as Ne,r as Pe,t as Fe}from"./forecast-BiqnsUOl.js";import"./week-schedule-_bvQ-uq-.js";var Ie=/^(hevc|h\.?265)$/i,Le=`video/mp4; codecs="hvc1.1.6.L93.B0"`;function Re(e){return e===null||!Ie.test(e)||typeof MediaSource<`u`&&MediaSource.isTypeSupported(Le)}function ze({video_codec:e,width:t,height:n,frames_per_s:r}){if(e===null)return l(`stream.no_video`);let i=[e.toUpperCase(),`${t} × ${n}`];return r>0&&i.push(l(`stream.rate`,{rate:M(r)})),i.join(`, `)}function Be({audio_codec:e,sample_rate_hz:t}){return e===null?l(`stream.no_audio`):`${e.toUpperCase()}, ${M(t/1e3)} kHz`}var N=class extends a{static{this.styles=[v,g`
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
    `]}render(){let{report:e}=this;return _`
      <dl>
        <dt>${l(`stream.video`)}</dt>
        <dd>${ze(e)}</dd>
        <dt>${l(`stream.audio`)}</dt>
        <dd>${Be(e)}</dd>
      </dl>
      ${e.notes.map(e=>_`<p>${e}</p>`)}
      ${Re(e.video_codec)?i:_`<p>${l(`stream.hevc`)}</p>`}
    `}};y([x({attribute:!1})],N.prototype,`report`,void 0),N=y([u(`wf-stream-report`)],N);var Ve={name:``,url:``,sub_url:``},He=[`name`,`url`,`sub_url`],P=class extends a{constructor(...e){super(...e),this.address=Ve,this.working=null,this.report=null,this.told=null,this.leave=()=>void 0,this.test=async()=>{let e=this.address.url.trim();await this.attempt(`test`,async()=>{let t=await this.app.api.call(`POST /api/cameras/probe`,{body:{url:e}});this.address.url.trim()===e&&(this.report=t),this.working=null})}}static{this.styles=[v,h,...T]}connectedCallback(){super.connectedCallback(),this.leave=this.app.router.guard({isThere:()=>Object.values(this.address).some(e=>e!==``)})}disconnectedCallback(){this.leave(),super.disconnectedCallback()}willUpdate(e){e.has(`address`)&&(e.get(`address`)?.url!==this.address.url&&(this.report=this.told=null),D(this.told,He)&&(this.told=null))}render(){let{address:e}=this,t=D(this.told,He),n=e.url.trim()!==``&&this.working===null;return _`<form class="card" @submit=${this.add}>
      ${E({label:l(`add.name`),name:`name`,told:this.told,value:e.name,required:!0,placeholder:l(`add.name_example`),changed:e=>this.address={...this.address,name:e}})}
      ${E({label:l(`add.url`),hint:l(`add.url_text`),name:`url`,told:this.told,value:e.url,required:!0,placeholder:`rtsp://user:password@192.168.1.20/stream1`,changed:e=>this.address={...this.address,url:e}})}
      ${E({label:l(`add.sub_url`),hint:l(`add.sub_url_text`),name:`sub_url`,told:this.told,value:e.sub_url,changed:e=>this.address={...this.address,sub_url:e}})}
      <div role="status">
        ${this.working===`test`?l(`add.testing`):i}
        ${this.report===null?i:_`<wf-stream-report .report=${this.report}></wf-stream-report>`}
      </div>
      ${this.told===null||t?i:_`<wf-problem .told=${this.told}></wf-problem>`}
      <div class="row">
        <button type="button" ?disabled=${!n} @click=${this.test}>${d(de)}${l(`add.test`)}</button>
        <button class="primary" ?disabled=${this.working!==null}>
          ${d(f)}${l(this.told===null||this.told.code===`invalid_request`?`cameras.add`:`add.anyway`)}
        </button>
      </div>
    </form>`}async add(e){if(e.preventDefault(),this.working!==null)return;let{name:t,url:n,sub_url:r}=this.address,i={name:t.trim(),url:n.trim(),sub_url:r.trim()||null};await this.attempt(`add`,async()=>{let e=await this.app.api.call(`POST /api/cameras`,{body:i});this.app.toasts.done(l(`add.added`,{name:e.name})),this.leave(),await this.app.cameras.load(),this.app.router.go(`live/${encodeURIComponent(e.id)}`)})}async attempt(e,t){this.working=e,this.report=this.told=null;try{await t()}catch(e){this.told=O(e),this.working=null,await k(this)}}};y([x({attribute:!1})],P.prototype,`app`,void 0),y([x({attribute:!1})],P.prototype,`address`,void 0),y([n()],P.prototype,`working`,void 0),y([n()],P.prototype,`report`,void 0),y([n()],P.prototype,`told`,void 0),P=y([u(`wf-add-by-address`)],P);function Ue(e,t,n){if(t===``)return e;let r=`${encodeURIComponent(t)}${n===``?``:`:${encodeURIComponent(n)}`}`;return e.replace(/^([a-z][a-z0-9+.-]*:\/\/)(?:[^/@]*@)?/i,(e,t)=>`${t}${r}@`)}function We(e,t){return e.filter(({url:e,width:n})=>e!==t.url&&n>=640&&n<t.width).reduce((e,t)=>e===null||t.width<e.width?t:e,null)}function Ge(e){return[...new Set([...e.matchAll(/\{(FRIGATE_\w+)\}/g)].map(([,e])=>e??``))].sort()}var Ke=4,qe=80,F=class extends a{constructor(...e){super(...e),this.devices=null,this.device=null,this.host=``,this.port=qe,this.username=``,this.password=``,this.working=null,this.told=null,this.search=()=>this.attempt(`search`,async()=>{let{devices:e}=await this.app.api.call(`POST /api/discovery`,{body:{seconds:Ke}});this.devices=e})}static{this.styles=[v,h,...T,g`
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
    `]}render(){return _`
      <div class="card">
        <p class="hint">${l(`find.text`)}</p>
        <div class="row">
          <button class="primary" ?disabled=${this.working!==null} @click=${this.search}>
            ${d(t)}${l(`find.search`)}
          </button>
          <span role="status"
            >${this.working===null?i:l(this.working===`search`?`find.searching`:`find.look_up`)}</span
          >
        </div>
        ${this.renderDevices()}
      </div>
      <form class="card" @submit=${this.lookUp}>
        <h2>${l(`find.ask`)}</h2>
        <p class="hint">${l(`find.ask_text`)}</p>
        <div class="pair">
          ${E({label:l(`find.host`),value:this.host,required:!0,changed:e=>this.host=e})}
          ${A({label:l(`find.port`),value:this.port,min:1,max:65535,changed:e=>this.port=e??qe})}
          ${E({label:l(`find.username`),value:this.username,changed:e=>this.username=e})}
          ${E({label:l(`find.password`),type:`password`,value:this.password,changed:e=>this.password=e})}
        </div>
        ${this.told===null?i:_`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row">
          <button ?disabled=${this.host.trim()===``||this.working!==null}>${l(`find.streams`)}</button>
        </div>
        ${this.renderStreams()}
      </form>
    `}renderDevices(){let{devices:e}=this;return e===null?i:e.length===0?_`<p role="status">${l(`find.nobody`)}</p>`:_`<ul aria-label=${l(`find.found`)}>
      ${e.map(e=>_`<li>
            <button
              aria-pressed=${e.host===this.host&&e.port===this.port}
              @click=${()=>this.choose(e)}
            >
              <span>${Je(e)}<br /><span class="hint">${e.host}</span></span
              >${d(m)}
            </button>
          </li>`)}
    </ul>`}renderStreams(){let{device:e}=this;return e===null?i:e.streams.length===0?_`<p role="status">${l(`find.no_streams`)}</p>`:_`<h3>${l(`find.choose`)}</h3>
      <ul>
        ${e.streams.map(t=>_`<li>
              <button type="button" @click=${()=>this.take(e,t)}>
                <span>
                  ${t.name??t.profile}<br />
                  <span class="hint">${t.video_codec??``} ${t.width} × ${t.height}</span>
                </span>
                ${d(m)}
              </button>
            </li>`)}
      </ul>`}choose(e){this.host=e.host,this.port=e.port,this.device=this.told=null,this.updateComplete.then(()=>this.renderRoot.querySelectorAll(`form input`)[2]).then(e=>e?.focus())}take(e,t){let n=We(e.streams,t),r={name:e.name??e.model??``,url:Ue(t.url,this.username,this.password),sub_url:n===null?``:Ue(n.url,this.username,this.password)};this.dispatchEvent(new CustomEvent(`address-found`,{detail:r}))}async lookUp(e){e.preventDefault();let{host:t,port:n,username:r,password:i}=this;await this.attempt(`look_up`,async()=>{let e={host:t.trim(),port:n,username:r,password:i},{devices:a}=await this.app.api.call(`POST /api/discovery`,{body:e});this.device=a[0]??null})}async attempt(e,t){this.working=e,this.told=this.device=null;try{await t()}catch(e){this.told=O(e)}finally{this.working=null}}};y([x({attribute:!1})],F.prototype,`app`,void 0),y([n()],F.prototype,`devices`,void 0),y([n()],F.prototype,`device`,void 0),y([n()],F.prototype,`host`,void 0),y([n()],F.prototype,`port`,void 0),y([n()],F.prototype,`username`,void 0),y([n()],F.prototype,`password`,void 0),y([n()],F.prototype,`working`,void 0),y([n()],F.prototype,`told`,void 0),F=y([u(`wf-find-cameras`)],F);function Je({name:e,manufacturer:t,model:n,hardware:r,host:i}){return e??([t,n??r].filter(Boolean).join(` `)||i)}var I=class extends a{constructor(...e){super(...e),this.config=``,this.variables={},this.shown=null,this.working=!1,this.told=null,this.create=async()=>{if(await this.order(!0),this.told!==null)return;await this.app.cameras.load();let e=this.shown?.filter(({camera_id:e})=>e!==null).length??0;this.app.toasts.done(l(`frigate.created`,{count:e})),this.shown?.every(({problem:e})=>e===null)&&this.app.router.go(`cameras`)}}static{this.styles=[v,h,...T,g`
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
    `]}render(){let e=this.config.trim()!==``&&!this.working;return _`
      <form class="card" @submit=${this.show}>
        <p class="hint">${l(`frigate.text`)}</p>
        <label>
          ${l(`frigate.file`)}
          <input type="file" accept=".yml,.yaml,text/yaml" @change=${this.read} />
        </label>
        <label>
          ${l(`frigate.config`)}
          <textarea rows="8" spellcheck="false" .value=${this.config} @input=${this.typed}></textarea>
        </label>
        ${Ge(this.config).map(e=>E({label:e,type:`password`,value:this.variables[e]??``,changed:t=>this.variables={...this.variables,[e]:t}}))}
        ${this.told===null?i:_`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row"><button ?disabled=${!e}>${d(r)}${l(`frigate.show`)}</button></div>
      </form>
      ${this.shown===null?i:this.renderShown(this.shown)}
    `}renderShown(e){let t=e.filter(({problem:e,camera_id:t})=>e===null&&t===null).length;return _`
      <section class="stack" aria-label=${l(`frigate.result`)}>
        ${e.length===0?_`<p role="status">${l(`frigate.none`)}</p>`:e.map(Ye)}
        ${t===0?i:_`<div class="row">
                <button class="primary" ?disabled=${this.working} @click=${this.create}>
                  ${d(f)}${l(`frigate.create`,{count:t})}
                </button>
              </div>`}
      </section>
    `}typed(e){this.config=e.target.value,this.shown=null}async read(e){let t=e.target.files?.[0];t!==void 0&&(this.config=await t.text(),this.shown=null)}async show(e){e.preventDefault(),await this.order(!1)}async order(e){this.working=!0,this.told=null;try{let t=Ge(this.config),n=Object.fromEntries(t.map(e=>[e,this.variables[e]??``])),r={config:this.config,variables:n,create:e};this.shown=(await this.app.api.call(`POST /api/import/frigate`,{body:r})).cameras}catch(e){this.told=O(e)}finally{this.working=!1}}};y([x({attribute:!1})],I.prototype,`app`,void 0),y([n()],I.prototype,`config`,void 0),y([n()],I.prototype,`variables`,void 0),y([n()],I.prototype,`shown`,void 0),y([n()],I.prototype,`working`,void 0),y([n()],I.prototype,`told`,void 0),I=y([u(`wf-import-frigate`)],I);function Ye(e){return _`<article class="card">
    <div>
      <h2>${e.name}</h2>
      ${e.url===null?i:_`<code>${e.url}</code>`}
      ${e.notes.length===0?i:_`<ul>
              ${e.notes.map(e=>_`<li>${e}</li>`)}
            </ul>`}
    </div>
    ${e.problem===null?i:_`<wf-problem .told=${e.problem}></wf-problem>`}
    ${e.camera_id===null?i:_`<p class="hint">${l(`frigate.made`)}</p>`}
  </article>`}var Xe=[[`address`,o],[`search`,he],[`frigate`,ae],[`home`,fe]],Ze=`https://github.com/thewallflower/thewallflower/blob/main/docs/home-assistant.md#actions`,L=class extends a{constructor(...e){super(...e),this.way=``,this.address=Ve}static{this.styles=[v,h,T,g`
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
      .card > * {
        margin: 0;
      }
      a[aria-current="page"] {
        border-color: var(--wf-accent);
        background: color-mix(in srgb, var(--wf-accent) 16%, var(--wf-card));
      }
    `]}render(){let e=Xe.find(([e])=>e===this.way)?.[0]??`address`;return _`
      <header>
        <a class="button plain round" href="cameras" aria-label=${l(`cameras.all`)} title=${l(`cameras.all`)}>
          ${d(ee)}
        </a>
        <h1>${l(`cameras.add`)}</h1>
      </header>
      <nav aria-label=${l(`add.ways`)}>
        ${Xe.map(([t,n])=>_`<a class="button" href="cameras/add/${t}" aria-current=${t===e?`page`:`false`}>
              ${d(n)}${l(`add.way.${t}`)}
            </a>`)}
      </nav>
      ${this.renderWay(e)}
    `}renderWay(e){switch(e){case`search`:return _`<wf-find-cameras .app=${this.app} @address-found=${this.found}></wf-find-cameras>`;case`frigate`:return _`<wf-import-frigate .app=${this.app}></wf-import-frigate>`;case`home`:return _`<section class="card">
          <p>${l(`add.home`)}</p>
          <ol>
            <li>${l(`add.home_open`)}</li>
            <li>${l(`add.home_choose`)}</li>
          </ol>
          <p>${l(`add.home_action`)} <a href=${Ze} target="_blank" rel="noreferrer">${l(`add.home_guide`)}</a></p>
        </section>`;default:return _`<wf-add-by-address .app=${this.app} .address=${this.address}></wf-add-by-address>`}}found(e){this.address=e.detail,this.app.router.go(`cameras/add/address`)}};y([x({attribute:!1})],L.prototype,`app`,void 0),y([x()],L.prototype,`way`,void 0),y([n()],L.prototype,`address`,void 0),L=y([u(`wf-add-camera`)],L);var Qe={live:pe,connecting:ue,offline:se,off:xe},R=class extends a{static{this.styles=[v,h,g`
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
    `]}constructor(){super(),this.cameras=[],this.storage=null,new S(this,()=>[this.app.me])}render(){let e=b(this.app.me.get(),`admin`);return _`
      <header>
        <h1>${l(`nav.cameras`)}</h1>
        ${e?_`<a class="button primary" href="cameras/add">${d(f)}${l(`cameras.add`)}</a>`:i}
      </header>
      <ul>
        ${me(this.cameras,({id:e})=>e,t=>this.renderCamera(t,e))}
      </ul>
    `}renderCamera(e,t){let n=je(e),{status:r}=e,a=this.storage?.cameras.find(({camera_id:t})=>t===e.id),o=n.kind===`live`||n.kind===`off`?null:r?.problem??null;return _`<li>
      <div class="top">
        <h2>${e.name}</h2>
        <span class="state ${n.kind}">${d(Qe[n.kind])}${n.label}</span>
      </div>
      ${o===null?i:_`<wf-problem .told=${o}></wf-problem>`}
      ${r?.stream?_`<p>${ze(r.stream)}<br />${Be(r.stream)}</p>`:_`<p>${l(`cameras.no_stream`)}</p>`}
      ${a===void 0?i:_`<p>${Fe(a)}</p>`} ${this.renderActions(e,t)}
    </li>`}renderActions(e,t){if(!b(this.app.me.get(),`control`))return i;let n={camera_id:e.id},{api:r,toasts:a}=this.app;return _`
      <wf-switch
        label=${l(`cameras.enabled`)}
        .checked=${e.enabled}
        @change=${()=>void a.attempt(()=>this.turn(e))}
      ></wf-switch>
      <div class="actions">
        ${t?_`<a class="button" href="cameras/${encodeURIComponent(e.id)}">
                ${d(ce)}${l(`cameras.edit`)}<bdi class="hidden-text">${e.name}</bdi>
              </a>`:i}
        <button ?disabled=${!e.enabled} @click=${()=>void a.attempt(async()=>{await r.call(`POST /api/cameras/{camera_id}/restart`,{params:n}),a.done(l(`cameras.restarting`,{name:e.name}))})}>
          ${d(le)}${l(`cameras.restart`)}<bdi class="hidden-text">${e.name}</bdi>
        </button>
      </div>
    `}async turn({id:e,enabled:t}){let n={camera_id:e};await this.app.api.call(t?`POST /api/cameras/{camera_id}/stop`:`POST /api/cameras/{camera_id}/start`,{params:n})}};y([x({attribute:!1})],R.prototype,`app`,void 0),y([x({attribute:!1})],R.prototype,`cameras`,void 0),y([x({attribute:!1})],R.prototype,`storage`,void 0),R=y([u(`wf-camera-list`)],R);var $e=3,et=1e-5,tt=1e4;function nt({zones:e,masks:t}){return[...e.map(({name:e,points:t})=>({kind:`zone`,name:e,points:t})),...t.map(({points:e})=>({kind:`mask`,name:``,points:e}))]}function rt(e){let t=e=>e.points.map(({x:e,y:t})=>({x:e,y:t}));return{zones:e.filter(({kind:e})=>e===`zone`).map(e=>({name:e.name.trim(),points:t(e)})),masks:e.filter(({kind:e})=>e===`mask`).map(e=>({points:t(e)}))}}function it(e,t){return{kind:e,name:e===`mask`?``:t,points:[[.35,.35],[.65,.35],[.65,.65],[.35,.65]].map(([e,t])=>({x:e,y:t}))}}function z({x:e,y:t}){let n=e=>Math.round(Math.min(1,Math.max(0,e))*tt)/tt;return{x:n(e),y:n(t)}}function B(e,t,n){return t in e.points?{...e,points:e.points.with(t,z(n))}:e}function V(e,t){return e.points.length>=50?e:{...e,points:e.points.toSpliced(t+1,0,ot(e,t))}}function at(e,t){return e.points.length<=$e?e:{...e,points:e.points.toSpliced(t,1)}}function ot({points:e},t){let n=e[t]??{x:0,y:0},r=e[(t+1)%e.length]??n;return z({x:(n.x+r.x)/2,y:(n.y+r.y)/2})}function st(e,t,n){let r=(e,t)=>Math.min(1-Math.max(...e),Math.max(-Math.min(...e),t)),i=r(e.points.map(e=>e.x),t),a=r(e.points.map(e=>e.y),n);return{...e,points:e.points.map(e=>z({x:e.x+i,y:e.y+a}))}}function ct(e,t){let n=e[t];return n===void 0?null:n.points.length<$e?`few`:dt(n.points)?`crossing`:ut(n.points)<et?`flat`:n.kind===`mask`?null:lt(e,t,n.name)}function lt(e,t,n){let r=e=>e.trim().toLowerCase();return r(n)===``?`nameless`:e.some((e,i)=>i!==t&&e.kind===`zone`&&r(e.name)===r(n))?`same_name`:null}function ut(e){let t=e.reduce((t,n,r)=>{let i=e[(r+1)%e.length]??n;return t+n.x*i.y-i.x*n.y},0);return Math.abs(t)/2}function dt(e){let t=e.map((t,n)=>[t,e[(n+1)%e.length]??t]);return t.some(([e,n],r)=>t.some(([i,a],o)=>!(Math.abs(r-o)<=1||Math.abs(r-o)===t.length-1)&&ft(e,n,i,a)))}function ft(e,t,n,r){let[i,a,o,s]=[H(e,t,n),H(e,t,r),H(n,r,e),H(n,r,t)];return i*a<0&&o*s<0||i===0&&U(e,t,n)||a===0&&U(e,t,r)||o===0&&U(n,r,e)||s===0&&U(n,r,t)}function H(e,t,n){return(t.x-e.x)*(n.y-e.y)-(t.y-e.y)*(n.x-e.x)}function U(e,t,{x:n,y:r}){return Math.min(e.x,t.x)<=n&&n<=Math.max(e.x,t.x)&&Math.min(e.y,t.y)<=r&&r<=Math.max(e.y,t.y)}function W(e){let{name:t,url:n,record:r,transcribe:i,recognize_faces:a,recognize_voices:o,pre_roll_s:s,post_roll_s:c}=e;return{name:t,url:n,sub_url:e.sub_url??``,record:r,transcribe:i,recognize_faces:a,recognize_voices:o,language:e.language??``,mode:e.mode===`events`?`events`:`continuous`,pre_roll_s:s,post_roll_s:c,schedule:e.schedule,retention_days:e.retention_days,quota_gb:e.quota_gb,speech_engine:e.speech.engine??``,speech_model:e.speech.model??``,task:e.speech.task===`translate`?`translate`:`transcribe`,language_mode:e.speech.language_mode===`unknown`?`fixed`:e.speech.language_mode,hot_words:e.speech.hot_words.join(`, `),live:e.speech.live,keep_days:e.speech.keep_days,least_face_px:e.faces.least_face_px,areas:nt(e.faces),text_hours:e.hours.text,faces_hours:e.hours.faces,voices_hours:e.hours.voices}}function G(e,t){let n=W(e),r=e=>!Oe(n[e],t[e]),i={name:()=>({name:t.name.trim()}),url:()=>({url:t.url.trim()}),sub_url:()=>({sub_url:t.sub_url.trim()||null}),record:()=>({record:t.record}),transcribe:()=>({transcribe:t.transcribe}),recognize_faces:()=>({recognize_faces:t.recognize_faces}),recognize_voices:()=>({recognize_voices:t.recognize_voices}),language:()=>({language:t.language.trim()||null}),mode:()=>({mode:t.mode}),pre_roll_s:()=>({pre_roll_s:t.pre_roll_s}),post_roll_s:()=>({post_roll_s:t.post_roll_s}),schedule:()=>({schedule:[...t.schedule]}),retention_days:()=>({retention_days:t.retention_days}),quota_gb:()=>({quota_gb:t.quota_gb}),speech_engine:()=>({speech:{engine:t.speech_engine||null}}),speech_model:()=>({speech:{model:t.speech_model||null}}),task:()=>({speech:{task:t.task}}),language_mode:()=>({speech:{language_mode:t.language_mode}}),hot_words:()=>({speech:{hot_words:pt(t.hot_words)}}),live:()=>({speech:{live:t.live}}),keep_days:()=>({speech:{keep_days:t.keep_days}}),least_face_px:()=>({faces:{least_face_px:t.least_face_px}}),areas:()=>({faces:rt(t.areas)}),text_hours:()=>({hours:{text:[...t.text_hours]}}),faces_hours:()=>({hours:{faces:[...t.faces_hours]}}),voices_hours:()=>({hours:{voices:[...t.voices_hours]}})};return Object.keys(i).filter(r).reduce((e,t)=>{let{faces:n,hours:r,speech:a,...o}=i[t]();return{...e,...o,...n===void 0?{}:{faces:{...e.faces,...n}},...a===void 0?{}:{speech:{...e.speech,...a}},...r===void 0?{}:{hours:{...e.hours,...r}}}},{})}function pt(e){let t=e.split(`,`).map(e=>e.trim());return[...new Set(t.filter(Boolean))]}function mt(e){return e.name.trim()===``||e.url.trim()===``||e.areas.some((t,n)=>ct(e.areas,n)!==null)}function ht(e){return`retention_days`in e||`quota_gb`in e}var gt=.01,_t=.001,vt={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]},K=class extends a{constructor(...e){super(...e),this.source=``,this.alternative=``,this.areas=[],this.chosen=null,this.picture=`awaited`,this.drag=null}static{this.styles=[v,g`
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
    `]}render(){let e=this.chosen===null?void 0:this.areas[this.chosen];return _`<div
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
      ${this.picture===`missing`?_`<p role="status">${l(`areas.no_picture`)}</p>`:i}
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        ${this.areas.map((e,t)=>this.renderArea(e,t))}
      </svg>
      ${e===void 0?``:_`${e.points.map((t,n)=>this.renderMiddle(e,n))}
            ${e.points.map((t,n)=>this.renderCorner(e,t,n))}`}
    </div>`}renderArea(t,n){let r=t.points.map(({x:e,y:t})=>`${e},${t}`).join(` `),i=n===this.chosen;return e`<polygon class="${t.kind} ${i?`chosen`:``}" points=${r} @pointerdown=${e=>{i?this.press(e,null,t):this.dispatchEvent(new CustomEvent(`area-chosen`,{detail:n}))}} />`}renderCorner(e,t,n){let r={number:n+1,x:M(t.x*100),y:M(t.y*100)};return _`<button
      type="button"
      style="left: ${t.x*100}%; top: ${t.y*100}%"
      aria-label=${l(`areas.corner_at`,r)}
      @pointerdown=${t=>this.press(t,n,e)}
      @keydown=${t=>this.typed(t,e,n)}
    ></button>`}renderMiddle(e,t){let{x:n,y:r}=ot(e,t);return _`<button
      type="button"
      class="middle"
      style="left: ${n*100}%; top: ${r*100}%"
      tabindex="-1"
      aria-label=${l(`areas.add_corner`,{number:t+1})}
      @pointerdown=${n=>{let r=V(e,t);this.tell(r),this.press(n,t+1,r)}}
    ></button>`}press(e,t,n){e.button===0&&(this.drag={corner:t,from:this.placeOf(e),area:n},this.frame.setPointerCapture(e.pointerId))}moved(e){if(this.drag===null)return;let{corner:t,from:n,area:r}=this.drag,i=this.placeOf(e);this.tell(t===null?st(r,i.x-n.x,i.y-n.y):B(r,t,i))}released(){this.drag=null}typed(e,t,n){let r=vt[e.key],i=t.points[n];if(e.key===`Delete`||e.key===`Backspace`)this.tell(at(t,n));else if(e.key===`Insert`||e.key===`+`)this.tell(V(t,n));else if(r!==void 0&&i!==void 0){let a=e.shiftKey?_t:gt;this.tell(B(t,n,{x:i.x+r[0]*a,y:i.y+r[1]*a}))}else return;e.preventDefault()}placeOf(e){let{left:t,top:n,width:r,height:i}=this.frame.getBoundingClientRect();return{x:(e.clientX-t)/r,y:(e.clientY-n)/i}}tell(e){this.dispatchEvent(new CustomEvent(`area-changed`,{detail:e}))}};y([x()],K.prototype,`source`,void 0),y([x()],K.prototype,`alternative`,void 0),y([x({attribute:!1})],K.prototype,`areas`,void 0),y([x({attribute:!1})],K.prototype,`chosen`,void 0),y([re(`.frame`)],K.prototype,`frame`,void 0),y([n()],K.prototype,`picture`,void 0),K=y([u(`wf-area-picture`)],K);var q=class extends a{constructor(...e){super(...e),this.source=``,this.alternative=``,this.areas=[],this.chosen=null}static{this.styles=[v,h,...T,g`
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
    `]}render(){let{areas:e,chosen:t}=this,n=t===null?void 0:e[t];return _`
      <wf-area-picture
        .source=${this.source}
        .alternative=${this.alternative}
        .areas=${e}
        .chosen=${t}
        @area-chosen=${e=>this.chosen=e.detail}
        @area-changed=${e=>this.replace(e.detail)}
      ></wf-area-picture>
      <p class="hint">${l(`areas.keys`)}</p>
      <div class="row chooser" role="group" aria-label=${l(`areas.choose`)}>
        ${e.map((n,r)=>_`<button type="button" aria-pressed=${r===t} @click=${()=>this.chosen=r}>
              ${d(n.kind===`zone`?oe:we)}${yt(e,r)}
            </button>`)}
        ${this.renderAdder(`zone`)} ${this.renderAdder(`mask`)}
      </div>
      ${n===void 0||t===null?i:this.renderChosen(n,t)}
    `}renderAdder(e){return _`<button type="button" ?disabled=${this.areas.length>=20} @click=${()=>this.add(e)}>
      ${d(f)}${l(`areas.add_${e}`)}
    </button>`}renderChosen(e,t){let n=ct(this.areas,t);return _`
      <div class="card">
        <div class="row">
          <h3>${yt(this.areas,t)}</h3>
          <button type="button" @click=${()=>this.drop(t)}>${d(C)}${l(`areas.remove`)}</button>
        </div>
        ${e.kind===`mask`?_`<p class="hint">${l(`areas.mask_text`)}</p>`:E({label:l(`areas.name`),hint:l(`areas.name_text`),value:e.name,changed:t=>this.replace({...e,name:t})})}
        <p class="flaw" role="status">${n===null?``:l(`areas.flaw.${n}`)}</p>
        <details>
          <summary>${l(`areas.numbers`)}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">${l(`areas.corner`)}</th>
                <th scope="col">${l(`areas.across`)}</th>
                <th scope="col">${l(`areas.down`)}</th>
                <th scope="col"><span class="hidden-text">${l(`areas.change`)}</span></th>
              </tr>
            </thead>
            <tbody>
              ${e.points.map((t,n)=>this.renderCorner(e,n))}
            </tbody>
          </table>
        </details>
      </div>
    `}renderCorner(e,t){let n=t+1;return _`<tr>
      <th scope="row">${n}</th>
      <td>${this.renderPart(e,t,`x`)}</td>
      <td>${this.renderPart(e,t,`y`)}</td>
      <td>
        <button
          type="button"
          class="plain round"
          aria-label=${l(`areas.add_corner`,{number:n})}
          ?disabled=${e.points.length>=50}
          @click=${()=>this.replace(V(e,t))}
        >
          ${d(f)}
        </button>
        <button
          type="button"
          class="plain round"
          aria-label=${l(`areas.remove_corner`,{number:n})}
          ?disabled=${e.points.length<=3}
          @click=${()=>this.replace(at(e,t))}
        >
          ${d(s)}
        </button>
      </td>
    </tr>`}renderPart(e,t,n){let r=e.points[t]??{x:0,y:0};return A({label:`${l(`areas.corner`)} ${t+1}, ${l(n===`x`?`areas.across`:`areas.down`)}`,value:Math.round(r[n]*1e4)/100,min:0,max:100,step:`any`,changed:i=>{i!==null&&this.replace(B(e,t,{...r,[n]:i/100}))}})}add(e){let t=it(e,l(`areas.new_zone`,{number:this.areas.length+1}));this.chosen=this.areas.length,this.change([...this.areas,t])}drop(e){this.chosen=null,this.change(this.areas.filter((t,n)=>n!==e))}replace(e){this.chosen!==null&&this.change(this.areas.with(this.chosen,e))}change(e){this.areas=e,this.dispatchEvent(new Event(`change`))}};y([x()],q.prototype,`source`,void 0),y([x()],q.prototype,`alternative`,void 0),y([x({attribute:!1})],q.prototype,`areas`,void 0),y([n()],q.prototype,`chosen`,void 0),q=y([u(`wf-area-editor`)],q);function yt(e,t){let n=e[t];return n?.kind===`zone`?n.name.trim()||l(`areas.zone`):l(`areas.mask_number`,{number:e.slice(0,t+1).filter(({kind:e})=>e===`mask`).length})}var bt=400,J=class extends a{constructor(...e){super(...e),this.storage=null,this.loss=null,this.asking=null}static{this.styles=[v,h,...T]}connectedCallback(){super.connectedCallback(),this.read()}disconnectedCallback(){clearTimeout(this.timer),this.asking?.abort(),super.disconnectedCallback()}willUpdate(e){let t=e.get(`draft`),{retention_days:n,quota_gb:r}=this.draft;t===void 0||t.retention_days===n&&t.quota_gb===r||(clearTimeout(this.timer),this.timer=setTimeout(()=>void this.preview(),bt))}render(){return _`<div class="stack">
      <wf-switch
        label=${l(`live.setting.record`)}
        .checked=${this.draft.record}
        @change=${()=>this.change({record:!this.draft.record})}
      ></wf-switch>
      ${this.renderMode()}
      <wf-week-schedule
        label=${l(`edit.schedule`)}
        .slots=${this.draft.schedule}
        @change=${e=>this.change({schedule:e.target.slots})}
      ></wf-week-schedule>
      <h2>${l(`edit.keeping`)}</h2>
      ${this.renderLimits()} ${this.renderForecast()}
    </div>`}renderMode(){let{draft:e}=this;return _`<div class="pair">
      ${j({label:l(`edit.mode`),value:e.mode,options:[[`continuous`,l(`edit.continuous`)],[`events`,l(`edit.events`)]],changed:e=>this.change({mode:e})})}
      ${e.mode===`continuous`?i:_`${A({label:l(`edit.pre_roll`),value:e.pre_roll_s,min:0,max:60,changed:e=>e!==null&&this.change({pre_roll_s:e})})}
            ${A({label:l(`edit.post_roll`),value:e.post_roll_s,min:0,max:600,changed:e=>e!==null&&this.change({post_roll_s:e})})}`}
    </div>`}renderLimits(){let{draft:e}=this;return _`<div class="pair">
      ${A({label:l(`edit.retention_days`),hint:l(`edit.retention_days_text`),value:e.retention_days,min:1,max:3650,placeholder:l(`edit.as_server`),changed:e=>this.change({retention_days:e})})}
      ${A({label:l(`edit.quota_gb`),hint:l(`edit.quota_gb_text`),value:e.quota_gb,min:.1,max:1e6,step:`any`,placeholder:l(`edit.no_quota`),changed:e=>this.change({quota_gb:e})})}
    </div>`}renderForecast(){let{storage:e,draft:t}=this;if(e===null)return i;let n=Me(e.bytes_per_day,t.retention_days,t.quota_gb);return _`
      <p class="hint">
        ${l(`forecast.used`,{amount:Ee(e.used_bytes)})}
        ${e.oldest_ms===null?i:l(`forecast.oldest`,{at:p(e.oldest_ms)})}<br />
        ${l(`forecast.now`,{forecast:Fe(e)})}
        ${n===null?i:_`<br />${l(`forecast.then`,{days:Ae(n)})}`}
      </p>
      <p role="status" class="loss">${this.loss??``}</p>
    `}change(e){this.dispatchEvent(new CustomEvent(`draft-changed`,{detail:e}))}async read(){try{let{cameras:e}=await this.app.api.call(`GET /api/storage`);this.storage=e.find(({camera_id:e})=>e===this.camera.id)??null}catch{}}async preview(){this.asking?.abort();let{signal:e}=this.asking=new AbortController,{retention_days:t,quota_gb:n}=this.draft;try{let r=Ne(this.camera.id,t,n),i=await this.app.api.call(`POST /api/storage/preview`,{body:r,signal:e});this.loss=Pe(i,this.camera.id)??l(`forecast.no_loss`)}catch(e){ie(e)||(this.loss=null)}}};y([x({attribute:!1})],J.prototype,`app`,void 0),y([x({attribute:!1})],J.prototype,`camera`,void 0),y([x({attribute:!1})],J.prototype,`draft`,void 0),y([n()],J.prototype,`storage`,void 0),y([n()],J.prototype,`loss`,void 0),J=y([u(`wf-edit-recording`)],J);var xt=20,St=500,Ct=6e4;function wt(e,t){let n=e.filter(({tuning:e})=>e?.camera_id===t);return{done:n.filter(({tuned:e})=>e!==null).toSorted((e,t)=>t.created_ms-e.created_ms)[0]??null,isBusy:n.some(ne)}}function Tt(e,t){let n=new Set(t.map(({start_ms:e})=>e));return e.filter(({start_ms:e,end_ms:t})=>{let r=t-e;return r>=St&&r<=Ct&&!n.has(e)})}var Y=class extends a{static{this.styles=[v,h,...T,g`
      ul {
        display: grid;
        gap: 0.75rem;
        margin: 0.75rem 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.5rem;
      }
      @media (max-width: 759px) {
        li {
          grid-template-columns: auto minmax(0, 1fr);
        }
        li > :last-child {
          grid-column: 2;
          justify-self: start;
        }
      }
      summary {
        padding: 0.4rem 0;
        cursor: pointer;
      }
    `]}constructor(){super(),this.moment=null,this.isOpen=!1,this.samples=new w(async e=>{let t={camera_id:this.camera.id};return(await this.app.api.call(`GET /api/cameras/{camera_id}/tuning/samples`,{params:t,signal:e})).samples}),this.lines=new w(async e=>{let t={camera_ids:[this.camera.id],limit:xt};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),this.toggled=e=>{e.target===e.currentTarget&&(this.isOpen=e.target.open,this.isOpen&&(this.samples.load(),this.lines.load()))},new S(this,()=>[this.samples,this.lines,this.app.jobs,this.app.me])}render(){return _`<details @toggle=${this.toggled}>
      <summary>${l(`tuner.heading`)}</summary>
      ${this.isOpen?this.renderTuner():i}
    </details>`}renderTuner(){return _`
      <p class="hint">${l(`tuner.text`)}</p>
      ${this.moment===null?i:_`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${ke(this.samples.get(),this.samples.load,e=>_`
          <h2>${l(`tuner.samples`)}</h2>
          ${e.length===0?_`<p>${l(`tuner.no_samples`)}</p>`:i}
          <ul>
            ${me(e,({id:e})=>e,e=>_`<li>${this.renderSample(e)}</li>`)}
          </ul>
          ${b(this.app.me.get(),`edit`)?this.renderOffers(e):i} ${this.renderSearch(e)}
        `)}
    `}renderSample(e){let t=e.start_ms===null?l(`tuner.uploaded`):p(e.start_ms),n=Se(e.length_ms),r=b(this.app.me.get(),`edit`);return _`
      ${this.renderPlay(e.start_ms,t)}
      <label>
        ${t} · ${n}${e.corrected?` · ${l(`tuner.corrected`)}`:``}
        <input
          dir="auto"
          maxlength="2000"
          ?disabled=${!r}
          .value=${e.text}
          placeholder=${l(`tuner.said`)}
          @change=${t=>void this.correct(e,t.target.value)}
        />
      </label>
      <span class="row">
        ${e.corrected||!r||e.text===``?i:_`<button @click=${()=>void this.correct(e,e.text)}>${l(`tuner.right`)}</button>`}
        ${r?_`<button
                class="plain round"
                aria-label=${`${l(`tuner.remove`)}: ${t}`}
                @click=${()=>void this.drop(e)}
              >
                ${d(C)}
              </button>`:i}
      </span>
    `}renderPlay(e,t){if(e===null)return _`<span></span>`;let n=l(`person.play`,{what:t});return _`<button
      class="plain round"
      aria-label=${n}
      title=${n}
      @click=${()=>this.moment={camera_id:this.camera.id,at_ms:e}}
    >
      ${d(te)}
    </button>`}renderOffers(e){let t=Tt(this.lines.get().value??[],e);return _`<details>
      <summary>${l(`tuner.take`)}</summary>
      ${t.length===0?_`<p>${l(`tuner.no_lines`)}</p>`:i}
      <ul>
        ${t.map(e=>_`<li>
              ${this.renderPlay(e.start_ms,p(e.start_ms))}
              <span dir="auto">${e.text}</span>
              <button @click=${()=>void this.take(e)}>${l(`tuner.take_this`)}</button>
            </li>`)}
      </ul>
    </details>`}renderSearch(e){let{done:t,isBusy:n}=wt(this.app.jobs.get().value??[],this.camera.id),r=e.filter(e=>e.corrected).length;return _`
      <div class="row">
        <button
          class="primary"
          ?disabled=${r===0||n||!b(this.app.me.get(),`edit`)}
          @click=${()=>void this.search()}
        >
          ${d(ve)}${l(n?`tuner.searching`:`tuner.search`)}
        </button>
        <span class="hint">${l(`tuner.count`,{count:r})}</span>
      </div>
      <div role="status">${t===null?i:this.renderOutcome(t)}</div>
    `}renderOutcome(e){let t=e.tuned,n=t?.trials[0],r=t?.trials[t.best];if(t===null||n===void 0||r===void 0)return _``;let a=l(t.best===0?`tuner.no_better`:`tuner.better`,{before:_e(n.wer),after:_e(r.wer),trials:t.trials.length,what:r.changed.join(`, `)});return _`<p>${a}${t.complete?``:` ${l(`tuner.incomplete`)}`}</p>
      ${t.best===0||!b(this.app.me.get(),`admin`)?i:_`<button @click=${()=>void this.apply(e)}>${l(`tuner.apply`)}</button>`}`}async take({start_ms:e,end_ms:t}){let n={camera_id:this.camera.id};await this.app.toasts.attempt(async()=>{let r={start:e,end:t};await this.app.api.call(`POST /api/cameras/{camera_id}/tuning/samples`,{params:n,body:r}),await this.samples.load()})}async correct({id:e},t){let n=t.trim();if(n===``)return;let r={camera_id:this.camera.id,sample_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`PATCH /api/cameras/{camera_id}/tuning/samples/{sample_id}`,{params:r,body:{text:n}}),await this.samples.load()})}async drop({id:e}){let t={camera_id:this.camera.id,sample_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/cameras/{camera_id}/tuning/samples/{sample_id}`,{params:t}),await this.samples.load()})}async search(){let e={camera_id:this.camera.id};await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/cameras/{camera_id}/tuning`,{params:e,body:{}}),this.app.toasts.done(l(`tuner.ordered`))})}async apply({id:e}){let t={camera_id:this.camera.id,job_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/cameras/{camera_id}/tuning/{job_id}/apply`,{params:t}),this.app.toasts.done(l(`tuner.applied`)),await this.app.cameras.load()})}};y([x({attribute:!1})],Y.prototype,`app`,void 0),y([x({attribute:!1})],Y.prototype,`camera`,void 0),y([n()],Y.prototype,`moment`,void 0),y([n()],Y.prototype,`isOpen`,void 0),Y=y([u(`wf-speech-tuner`)],Y);function Et({engines:e,models:t},n){let r=e.filter(e=>n===``||e.engine===n),i=t.filter(({state:e})=>e===`installed`).map(({name:e})=>e),a=r.map(({model:e})=>e).filter(e=>e!==null);return{engines:[...new Set(e.map(e=>e.engine))],models:[...new Set([...a,...i])]}}var X=class extends a{static{this.styles=[v,h,...T,g`
      :host {
        display: grid;
        gap: 1rem;
      }
    `]}constructor(){super(),this.known=new w(async e=>{let[{engines:t},{models:n}]=await Promise.all([this.app.api.call(`GET /api/speech`,{signal:e}),this.app.api.call(`GET /api/models`,{signal:e})]);return{engines:t,models:n}}),new S(this,()=>[this.known])}connectedCallback(){super.connectedCallback(),this.known.load()}render(){let{draft:e}=this;return _`
      <wf-switch
        label=${l(`live.setting.transcribe`)}
        .checked=${e.transcribe}
        @change=${()=>this.change({transcribe:!e.transcribe})}
      ></wf-switch>
      <wf-switch
        label=${l(`edit.recognize_voices`)}
        .checked=${e.recognize_voices}
        @change=${()=>this.change({recognize_voices:!e.recognize_voices})}
      ></wf-switch>
      <wf-switch
        label=${l(`edit.speech.live`)}
        .checked=${e.live}
        @change=${()=>this.change({live:!e.live})}
      ></wf-switch>
      <div class="pair">${this.renderLanguage()}</div>
      <div class="pair">${this.renderEngine()}</div>
      <div class="pair">${this.renderWords()}</div>
      <wf-speech-tuner .app=${this.app} .camera=${this.camera}></wf-speech-tuner>
    `}renderLanguage(){let{draft:e}=this;return _`
      ${j({label:l(`edit.speech.mode`),hint:l(`edit.speech.mode_text.${e.language_mode}`),value:e.language_mode,options:[`fixed`,`auto`,`locked`].map(e=>[e,l(`edit.speech.modes.${e}`)]),changed:e=>this.change({language_mode:e})})}
      ${e.language_mode===`fixed`?E({label:l(`edit.language`),hint:l(`edit.language_text`),value:e.language,placeholder:l(`edit.language_auto`),changed:e=>this.change({language:e})}):i}
      ${j({label:l(`edit.speech.task`),value:e.task,options:[`transcribe`,`translate`].map(e=>[e,l(`edit.speech.tasks.${e}`)]),changed:e=>this.change({task:e})})}
    `}renderEngine(){let{draft:e}=this,t=Et(this.known.get().value??{engines:[],models:[]},e.speech_engine),n=(e,t)=>{let n=t===``||e.includes(t)?e:[t,...e];return[[``,l(`edit.speech.servers_choice`)],...n.map(e=>[e,e])]};return _`
      ${j({label:l(`edit.speech.engine`),value:e.speech_engine,options:n(t.engines,e.speech_engine),changed:e=>this.change({speech_engine:e})})}
      ${j({label:l(`edit.speech.model`),hint:l(`edit.speech.model_text`),value:e.speech_model,options:n(t.models,e.speech_model),changed:e=>this.change({speech_model:e})})}
    `}renderWords(){let{draft:e}=this;return _`
      ${E({label:l(`edit.speech.hot_words`),hint:l(`edit.speech.hot_words_text`),value:e.hot_words,changed:e=>this.change({hot_words:e})})}
      ${A({label:l(`edit.keep_days`),hint:l(`edit.keep_days_text`),value:e.keep_days,min:1,max:3650,placeholder:l(`edit.as_server`),changed:e=>this.change({keep_days:e})})}
    `}change(e){this.dispatchEvent(new CustomEvent(`draft-changed`,{detail:e}))}};y([x({attribute:!1})],X.prototype,`app`,void 0),y([x({attribute:!1})],X.prototype,`camera`,void 0),y([x({attribute:!1})],X.prototype,`draft`,void 0),X=y([u(`wf-edit-speech`)],X);var Dt=[`general`,`recording`,`speech`,`faces`,`hours`],Ot=[`name`,`url`,`sub_url`];function kt(e,t){switch(e){case`recording`:return jt(t);case`speech`:return Mt(t);case`faces`:return Nt(t);case`hours`:return Pt(t);default:return At(t)}}function At({camera:e,draft:t,told:n,change:r}){let a=e.status?.recent_problems??[];return _`
    ${E({label:l(`add.name`),name:`name`,told:n,value:t.name,required:!0,changed:e=>r({name:e})})}
    ${E({label:l(`add.url`),hint:l(`edit.url_text`),name:`url`,told:n,value:t.url,required:!0,changed:e=>r({url:e})})}
    ${E({label:l(`add.sub_url`),hint:l(`add.sub_url_text`),name:`sub_url`,told:n,value:t.sub_url,changed:e=>r({sub_url:e})})}
    ${e.status?.stream?_`<wf-stream-report .report=${e.status.stream}></wf-stream-report>`:_`<p class="hint">${l(`cameras.no_stream`)}</p>`}
    ${a.length===0?i:_`<details>
            <summary>${l(`edit.problems`,{count:a.length})}</summary>
            <ol reversed>
              ${[...a].reverse().map(({code:e,message:t,at_ms:n})=>_`<li>
                    <strong>${l(`problem.${e}`)}</strong>
                    ${n===null?i:p(n)}<br />${t}
                  </li>`)}
            </ol>
          </details>`}
  `}function jt({app:e,camera:t,draft:n,change:r}){return _`<wf-edit-recording
    .app=${e}
    .camera=${t}
    .draft=${n}
    @draft-changed=${e=>r(e.detail)}
  ></wf-edit-recording>`}function Mt({app:e,camera:t,draft:n,change:r}){return _`<wf-edit-speech
    .app=${e}
    .camera=${t}
    .draft=${n}
    @draft-changed=${e=>r(e.detail)}
  ></wf-edit-speech>`}function Nt({app:e,camera:t,draft:n,change:r}){let i={camera_id:t.id},a=e.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:i,query:{width:1280}});return _`
    <wf-switch
      label=${l(`live.setting.recognize_faces`)}
      .checked=${n.recognize_faces}
      @change=${()=>r({recognize_faces:!n.recognize_faces})}
    ></wf-switch>
    ${A({label:l(`edit.least_face`),hint:l(`edit.least_face_text`),value:n.least_face_px,min:20,max:1e3,changed:e=>e!==null&&r({least_face_px:e})})}
    <h2>${l(`edit.areas`)}</h2>
    <p class="hint">${l(`edit.areas_text`)}</p>
    <wf-area-editor
      .source=${a}
      .alternative=${l(`live.picture_of`,{name:t.name})}
      .areas=${n.areas}
      @change=${e=>r({areas:e.target.areas})}
    ></wf-area-editor>
  `}function Pt({draft:e,change:t}){return _`
    <p class="hint">${l(`edit.hours_text`)}</p>
    ${[`text`,`faces`,`voices`].map(n=>_`<wf-week-schedule
          label=${l(`edit.hours.${n}`)}
          .slots=${e[`${n}_hours`]}
          @change=${e=>t({[`${n}_hours`]:e.target.slots})}
        ></wf-week-schedule>`)}
  `}var Z=class extends a{constructor(...e){super(...e),this.section=``,this.told=null,this.isSaving=!1,this.asked=null,this.isSent=!1,this.leave=()=>void 0,this.change=e=>{this.draft={...this.draft,...e},D(this.told,Ot)&&(this.told=null)},this.close=()=>void(this.asked=null),this.discard=()=>{this.draft=W(this.camera),this.told=null},this.save=async()=>{if(!ht(G(this.camera,this.draft)))return this.store();await this.attempt(async()=>{let e=Ne(this.camera.id,this.draft.retention_days,this.draft.quota_gb),t=Pe(await this.app.api.call(`POST /api/storage/preview`,{body:e}),this.camera.id);t!==null&&(this.asked={loss:t})})&&this.asked===null&&await this.store()},this.store=async()=>{this.asked=null;let[e,t]=[this.camera,this.draft],n=G(e,t),r={camera_id:e.id};this.isSent=!0;let i=await this.attempt(async()=>{let t=await this.app.api.call(`PATCH /api/cameras/{camera_id}`,{params:r,body:n});this.camera.id===e.id&&(this.camera=t),this.app.toasts.done(l(`edit.saved`)),await this.app.cameras.load()});await this.updateComplete,this.isSent=!1,this.camera.id===e.id&&(this.draft=De(this.draft,i?t:W(e),W(this.camera)))},this.drop=async()=>{this.asked=null;let{id:e,name:t}=this.camera;await this.attempt(async()=>{await this.app.api.call(`DELETE /api/cameras/{camera_id}`,{params:{camera_id:e}}),this.app.toasts.done(l(`edit.removed`,{name:t})),this.leave(),this.app.router.go(`cameras`)})}}static{this.styles=[v,h,...T,g`
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
    `]}connectedCallback(){super.connectedCallback(),this.guard()}guard(){this.leave(),this.leave=this.app.router.guard({isThere:()=>this.isChanged(),outlives:({entry:e,params:t})=>e?.tag===`wf-cameras-page`&&t.camera===this.camera.id})}disconnectedCallback(){this.leave(),super.disconnectedCallback()}willUpdate(e){if(!e.has(`camera`))return;let t=e.get(`camera`),n=t?.id!==this.camera.id;(!this.isSent||n)&&(this.draft=n?W(this.camera):De(this.draft,W(t),W(this.camera)),n&&(this.told=null,this.guard()))}render(){let{app:e,camera:t,draft:n}=this,r=Dt.find(e=>e===this.section)??`general`,a=`cameras/${encodeURIComponent(t.id)}`;return _`
      <header class="row">
        <a class="button plain round" href="cameras" aria-label=${l(`cameras.all`)} title=${l(`cameras.all`)}>
          ${d(ee)}
        </a>
        <h1>${t.name}</h1>
        <button @click=${()=>this.asked=`remove`}>${d(C)}${l(`edit.remove`)}</button>
      </header>
      <nav class="row" aria-label=${l(`edit.parts`)}>
        ${Dt.map(e=>_`<a class="button" href="${a}/${e}" aria-current=${e===r?`page`:`false`}>
              ${l(`edit.part.${e}`)}
            </a>`)}
      </nav>
      <section class="card" aria-label=${l(`edit.part.${r}`)}>
        ${kt(r,{app:e,camera:t,draft:n,told:this.told,change:this.change})}
      </section>
      ${this.told===null||r===`general`&&D(this.told,Ot)?i:_`<wf-problem .told=${this.told}></wf-problem>`}
      ${this.renderSave()} ${this.renderDialog()}
    `}renderSave(){if(!this.isChanged())return i;let e=mt(this.draft);return _`<div class="save">
      <span role="status">${l(e?`edit.flawed`:`edit.unsaved`)}</span>
      <button @click=${this.discard}>${l(`edit.discard`)}</button>
      <button class="primary" ?disabled=${e||this.isSaving} @click=${this.save}>
        ${d(Ce)}${l(`edit.save`)}
      </button>
    </div>`}renderDialog(){let{asked:e}=this,t=e===`remove`,n=t?l(`edit.remove_title`,{name:this.camera.name}):l(`edit.loss_title`),r=e===null?``:t?l(`edit.remove_text`):e.loss;return _`<wf-dialog .open=${e!==null} heading=${n} @closed=${this.close}>
      <p>${r}</p>
      <button slot="actions" @click=${this.close}>${l(`edit.cancel`)}</button>
      <button slot="actions" class="danger" @click=${t?this.drop:this.store}>
        ${l(t?`edit.remove_do`:`edit.loss_do`)}
      </button>
    </wf-dialog>`}isChanged(){return Object.keys(G(this.camera,this.draft)).length>0}async attempt(e){this.isSaving=!0,this.told=null;try{return await e(),!0}catch(e){this.told=O(e)}finally{this.isSaving=!1}return await k(this),!1}};y([x({attribute:!1})],Z.prototype,`app`,void 0),y([x({attribute:!1})],Z.prototype,`camera`,void 0),y([x()],Z.prototype,`section`,void 0),y([n()],Z.prototype,`draft`,void 0),y([n()],Z.prototype,`told`,void 0),y([n()],Z.prototype,`isSaving`,void 0),y([n()],Z.prototype,`asked`,void 0),Z=y([u(`wf-edit-camera`)],Z);var Ft=`add`,Q=class extends be{constructor(){super(),this.storage=null,new S(this,()=>[this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.readStorage()}render(){let{camera:e,part:t=``}=this.place.params,{value:n,error:r}=this.app.cameras.get(),i=this.app.me.get();if(n===null||i===null)return this.renderNothingYet(r);if(e===void 0)return this.renderList(n);if(!b(i,`admin`))return $(Te,l(`cameras.locked`),l(`errors.forbidden`));if(e===Ft)return _`<wf-add-camera .app=${this.app} .way=${t}></wf-add-camera>`;let a=n.find(t=>t.id===e);return a===void 0?$(ye,l(`live.gone`),l(`live.gone_text`)):_`<wf-edit-camera .app=${this.app} .camera=${a} .section=${t}></wf-edit-camera>`}renderList(e){if(e.length>0)return _`<wf-camera-list .app=${this.app} .cameras=${e} .storage=${this.storage}></wf-camera-list>`;let t=b(this.app.me.get(),`admin`);return _`<h1>${l(`nav.cameras`)}</h1>
      <wf-notice
        .icon=${ge}
        heading=${l(`live.none`)}
        text=${l(t?`cameras.none_text`:`cameras.none_ask`)}
      >
        ${t?_`<a class="button primary" href="cameras/add">${d(f)}${l(`cameras.add_first`)}</a>
                <a class="button" href="cameras/add/search">${l(`add.way.search`)}</a>
                <a class="button" href="cameras/add/frigate">${l(`add.way.frigate`)}</a>`:``}
      </wf-notice>`}renderNothingYet(e){return _`<h1>${l(`nav.cameras`)}</h1>
      ${e===null?_`<p role="status">${l(`loading`)}</p>`:_`<wf-notice .icon=${ye} heading=${l(`failure.title`)} text=${c(e)}>
              <button class="primary" @click=${()=>void this.app.cameras.load()}>${l(`failure.retry`)}</button>
            </wf-notice>`}`}async readStorage(){try{this.storage=await this.app.api.call(`GET /api/storage`)}catch{}}};y([n()],Q.prototype,`storage`,void 0),Q=y([u(`wf-cameras-page`)],Q);function $(e,t,n){return _`<h1 class="hidden-text">${t}</h1>
    <wf-notice .icon=${e} heading=${t} text=${n}>
      <a class="button primary" href="cameras">${l(`cameras.all`)}</a>
    </wf-notice>`}export{Q as CamerasPage};