import{A as e,C as t,Dt as n,E as r,F as i,Ft as a,I as o,Kt as s,N as c,O as l,Pt as ee,Rt as te,S as u,St as ne,T as d,Vt as re,Xt as ie,Y as f,Yt as p,Zt as ae,_n as oe,a as m,bt as se,cn as ce,d as h,en as le,f as ue,ft as de,gt as g,ht as fe,it as _,j as pe,jt as me,k as he,l as ge,lt as _e,mn as v,n as y,p as ve,q as ye,qt as be,r as b,rt as xe,sn as Se,st as Ce,t as we,w as x,x as Te,xt as Ee,y as S}from"./shell-DaxaLWEI.js";import{c as C,d as w,f as T,g as E,h as De,i as D,l as O,m as Oe,o as k,s as A,t as ke,u as Ae}from"./common-Tyb2rluc.js";import{t as je}from"./camera-state-T9flT7Bj.js";import{i as Me,n as Ne,r as Pe,t as Fe}from"./forecast-CeK7GCu3.js";import{n as Ie}from"./drafts-CDC4wlE6.js";import"./week-schedule-DD99PRaK.js";var Le=/^(hevc|h\.?265)$/i,Re=`video/mp4; codecs="hvc1.1.6.L93.B0"`;function ze(e){return e===null||!Le.test(e)||typeof MediaSource<`u`&&MediaSource.isTypeSupported(Re)}function Be({video_codec:e,width:t,height:n,frames_per_s:r}){if(e===null)return c(`stream.no_video`);let i=[e.toUpperCase(),`${t} × ${n}`];return r>0&&i.push(c(`stream.rate`,{rate:E(r)})),i.join(`, `)}function Ve({audio_codec:e,sample_rate_hz:t}){return e===null?c(`stream.no_audio`):`${e.toUpperCase()}, ${E(t/1e3)} kHz`}var j=class extends d{static{this.styles=[m,e`
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
    `]}render(){let{report:e}=this;return l`
      <dl>
        <dt>${c(`stream.video`)}</dt>
        <dd>${Be(e)}</dd>
        <dt>${c(`stream.audio`)}</dt>
        <dd>${Ve(e)}</dd>
      </dl>
      ${e.notes.map(e=>l`<p>${e}</p>`)}
      ${ze(e.video_codec)?r:l`<p>${c(`stream.hevc`)}</p>`}
    `}};y([t({attribute:!1})],j.prototype,`report`,void 0),j=y([x(`wf-stream-report`)],j);var He={name:``,url:``,sub_url:``},Ue=[`name`,`url`,`sub_url`],M=class extends d{constructor(...e){super(...e),this.address=He,this.working=null,this.report=null,this.told=null,this.leave=()=>void 0,this.test=async()=>{let e=this.address.url.trim();await this.attempt(`test`,async()=>{let t=await this.app.api.call(`POST /api/cameras/probe`,{body:{url:e}});this.address.url.trim()===e&&(this.report=t)})}}static{this.styles=[m,b,...k]}connectedCallback(){super.connectedCallback(),this.leave=this.app.router.guard({isThere:()=>Object.values(this.address).some(e=>e!==``)})}disconnectedCallback(){this.leave(),super.disconnectedCallback()}willUpdate(e){e.has(`address`)&&(e.get(`address`)?.url!==this.address.url&&(this.report=this.told=null),Ue.some(e=>w(this.told,e))&&(this.told=null))}render(){let{address:e}=this,t=Ue.some(e=>w(this.told,e)),n=e.url.trim()!==``&&this.working===null;return l`<form class="card" @submit=${this.add}>
      ${O({label:c(`add.name`),name:`name`,told:this.told,value:e.name,required:!0,placeholder:c(`add.name_example`),changed:e=>this.address={...this.address,name:e}})}
      ${O({label:c(`add.url`),hint:c(`add.url_text`),name:`url`,told:this.told,value:e.url,required:!0,placeholder:`rtsp://user:password@192.168.1.20/stream1`,changed:e=>this.address={...this.address,url:e}})}
      ${O({label:c(`add.sub_url`),hint:c(`add.sub_url_text`),name:`sub_url`,told:this.told,value:e.sub_url,changed:e=>this.address={...this.address,sub_url:e}})}
      <div role="status">
        ${this.working===`test`?c(`add.testing`):r}
        ${this.report===null?r:l`<wf-stream-report .report=${this.report}></wf-stream-report>`}
      </div>
      ${this.told===null||t?r:l`<wf-problem .told=${this.told}></wf-problem>`}
      <div class="row">
        <button type="button" ?disabled=${!n} @click=${this.test}>${S(de)}${c(`add.test`)}</button>
        <button class="primary" ?disabled=${this.working!==null}>
          ${S(p)}${c(this.told===null||t?`cameras.add`:`add.anyway`)}
        </button>
      </div>
    </form>`}async add(e){if(e.preventDefault(),this.working!==null)return;let{name:t,url:n,sub_url:r}=this.address,i={name:t.trim(),url:n.trim(),sub_url:r.trim()||null};await this.attempt(`add`,async()=>{let e=await this.app.api.call(`POST /api/cameras`,{body:i});this.app.toasts.done(c(`add.added`,{name:e.name})),this.leave(),await this.app.cameras.load(),this.app.router.go(`live/${encodeURIComponent(e.id)}`)})}async attempt(e,t){this.working=e,this.report=this.told=null;try{await t()}catch(e){this.told=T(e)}finally{this.working=null}await Ae(this)}};y([t({attribute:!1})],M.prototype,`app`,void 0),y([t({attribute:!1})],M.prototype,`address`,void 0),y([u()],M.prototype,`working`,void 0),y([u()],M.prototype,`report`,void 0),y([u()],M.prototype,`told`,void 0),M=y([x(`wf-add-by-address`)],M);function We(e,t,n){if(t===``)return e;let r=`${encodeURIComponent(t)}${n===``?``:`:${encodeURIComponent(n)}`}`;return e.replace(/^([a-z][a-z0-9+.-]*:\/\/)(?:[^/@]*@)?/i,(e,t)=>`${t}${r}@`)}function Ge(e,t){return e.filter(({url:e,width:n})=>e!==t.url&&n>=640&&n<t.width).reduce((e,t)=>e===null||t.width<e.width?t:e,null)}function Ke(e){return[...new Set([...e.matchAll(/\{(FRIGATE_\w+)\}/g)].map(([,e])=>e??``))].sort()}var qe=4,N=80,P=class extends d{constructor(...e){super(...e),this.devices=null,this.device=null,this.host=``,this.port=N,this.username=``,this.password=``,this.working=null,this.told=null,this.search=()=>this.attempt(`search`,async()=>{let{devices:e}=await this.app.api.call(`POST /api/discovery`,{body:{seconds:qe}});this.devices=e})}static{this.styles=[m,b,...k,e`
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
    `]}render(){return l`
      <div class="card">
        <p class="hint">${c(`find.text`)}</p>
        <div class="row">
          <button class="primary" ?disabled=${this.working!==null} @click=${this.search}>
            ${S(a)}${c(`find.search`)}
          </button>
          <span role="status"
            >${this.working===null?r:c(this.working===`search`?`find.searching`:`find.look_up`)}</span
          >
        </div>
        ${this.renderDevices()}
      </div>
      <form class="card" @submit=${this.lookUp}>
        <h2>${c(`find.ask`)}</h2>
        <p class="hint">${c(`find.ask_text`)}</p>
        <div class="pair">
          ${O({label:c(`find.host`),value:this.host,required:!0,changed:e=>this.host=e})}
          ${A({label:c(`find.port`),value:this.port,min:1,max:65535,changed:e=>this.port=e??N})}
          ${O({label:c(`find.username`),value:this.username,changed:e=>this.username=e})}
          ${O({label:c(`find.password`),type:`password`,value:this.password,changed:e=>this.password=e})}
        </div>
        ${this.told===null?r:l`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row">
          <button ?disabled=${this.host.trim()===``||this.working!==null}>${c(`find.streams`)}</button>
        </div>
        ${this.renderStreams()}
      </form>
    `}renderDevices(){let{devices:e}=this;return e===null?r:e.length===0?l`<p role="status">${c(`find.nobody`)}</p>`:l`<ul aria-label=${c(`find.found`)}>
      ${e.map(e=>l`<li>
            <button
              aria-pressed=${e.host===this.host&&e.port===this.port}
              @click=${()=>this.choose(e)}
            >
              <span>${Je(e)}<br /><span class="hint">${e.host}</span></span
              >${S(_e)}
            </button>
          </li>`)}
    </ul>`}renderStreams(){let{device:e}=this;return e===null?r:e.streams.length===0?l`<p role="status">${c(`find.no_streams`)}</p>`:l`<h3>${c(`find.choose`)}</h3>
      <ul>
        ${e.streams.map(t=>l`<li>
              <button type="button" @click=${()=>this.take(e,t)}>
                <span>
                  ${t.name??t.profile}<br />
                  <span class="hint">${t.video_codec??``} ${t.width} × ${t.height}</span>
                </span>
                ${S(_e)}
              </button>
            </li>`)}
      </ul>`}choose(e){this.host=e.host,this.port=e.port,this.device=this.told=null,this.updateComplete.then(()=>this.renderRoot.querySelectorAll(`form input`)[2]).then(e=>e?.focus())}take(e,t){let n=Ge(e.streams,t),r={name:e.name??e.model??``,url:We(t.url,this.username,this.password),sub_url:n===null?``:We(n.url,this.username,this.password)};this.dispatchEvent(new CustomEvent(`address-found`,{detail:r}))}async lookUp(e){e.preventDefault();let{host:t,port:n,username:r,password:i}=this;await this.attempt(`look_up`,async()=>{let e={host:t.trim(),port:n,username:r,password:i},{devices:a}=await this.app.api.call(`POST /api/discovery`,{body:e});this.device=a[0]??null})}async attempt(e,t){this.working=e,this.told=this.device=null;try{await t()}catch(e){this.told=T(e)}finally{this.working=null}}};y([t({attribute:!1})],P.prototype,`app`,void 0),y([u()],P.prototype,`devices`,void 0),y([u()],P.prototype,`device`,void 0),y([u()],P.prototype,`host`,void 0),y([u()],P.prototype,`port`,void 0),y([u()],P.prototype,`username`,void 0),y([u()],P.prototype,`password`,void 0),y([u()],P.prototype,`working`,void 0),y([u()],P.prototype,`told`,void 0),P=y([x(`wf-find-cameras`)],P);function Je({name:e,manufacturer:t,model:n,hardware:r,host:i}){return e??([t,n??r].filter(Boolean).join(` `)||i)}var F=class extends d{constructor(...e){super(...e),this.config=``,this.variables={},this.shown=null,this.working=!1,this.told=null,this.create=async()=>{if(await this.order(!0),this.told!==null)return;await this.app.cameras.load();let e=this.shown?.filter(({camera_id:e})=>e!==null).length??0;this.app.toasts.done(c(`frigate.created`,{count:e})),this.shown?.every(({problem:e})=>e===null)&&this.app.router.go(`cameras`)}}static{this.styles=[m,b,...k,e`
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
    `]}render(){let e=this.config.trim()!==``&&!this.working;return l`
      <form class="card" @submit=${this.show}>
        <p class="hint">${c(`frigate.text`)}</p>
        <label>
          ${c(`frigate.file`)}
          <input type="file" accept=".yml,.yaml,text/yaml" @change=${this.read} />
        </label>
        <label>
          ${c(`frigate.config`)}
          <textarea rows="8" spellcheck="false" .value=${this.config} @input=${this.typed}></textarea>
        </label>
        ${Ke(this.config).map(e=>O({label:e,type:`password`,value:this.variables[e]??``,changed:t=>this.variables={...this.variables,[e]:t}}))}
        ${this.told===null?r:l`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row"><button ?disabled=${!e}>${S(se)}${c(`frigate.show`)}</button></div>
      </form>
      ${this.shown===null?r:this.renderShown(this.shown)}
    `}renderShown(e){let t=e.filter(({problem:e,camera_id:t})=>e===null&&t===null).length;return l`
      <section class="stack" aria-label=${c(`frigate.result`)}>
        ${e.length===0?l`<p role="status">${c(`frigate.none`)}</p>`:e.map(Ye)}
        ${t===0?r:l`<div class="row">
                <button class="primary" ?disabled=${this.working} @click=${this.create}>
                  ${S(p)}${c(`frigate.create`,{count:t})}
                </button>
              </div>`}
      </section>
    `}typed(e){this.config=e.target.value,this.shown=null}async read(e){let t=e.target.files?.[0];t!==void 0&&(this.config=await t.text(),this.shown=null)}async show(e){e.preventDefault(),await this.order(!1)}async order(e){this.working=!0,this.told=null;try{let t=Ke(this.config),n=Object.fromEntries(t.map(e=>[e,this.variables[e]??``])),r={config:this.config,variables:n,create:e};this.shown=(await this.app.api.call(`POST /api/import/frigate`,{body:r})).cameras}catch(e){this.told=T(e)}finally{this.working=!1}}};y([t({attribute:!1})],F.prototype,`app`,void 0),y([u()],F.prototype,`config`,void 0),y([u()],F.prototype,`variables`,void 0),y([u()],F.prototype,`shown`,void 0),y([u()],F.prototype,`working`,void 0),y([u()],F.prototype,`told`,void 0),F=y([x(`wf-import-frigate`)],F);function Ye(e){return l`<article class="card">
    <div>
      <h2>${e.name}</h2>
      ${e.url===null?r:l`<code>${e.url}</code>`}
      ${e.notes.length===0?r:l`<ul>
              ${e.notes.map(e=>l`<li>${e}</li>`)}
            </ul>`}
    </div>
    ${e.problem===null?r:l`<wf-problem .told=${e.problem}></wf-problem>`}
    ${e.camera_id===null?r:l`<p class="hint">${c(`frigate.made`)}</p>`}
  </article>`}var I=[[`address`,me],[`search`,ae],[`frigate`,ne],[`home`,n]],Xe=`https://github.com/thewallflower/thewallflower/blob/main/docs/home-assistant.md#actions`,L=class extends d{constructor(...e){super(...e),this.way=``,this.address=He}static{this.styles=[m,b,k,e`
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
    `]}render(){let e=I.find(([e])=>e===this.way)?.[0]??`address`;return l`
      <header>
        <a class="button plain round" href="cameras" aria-label=${c(`cameras.all`)} title=${c(`cameras.all`)}>
          ${S(f)}
        </a>
        <h1>${c(`cameras.add`)}</h1>
      </header>
      <nav aria-label=${c(`add.ways`)}>
        ${I.map(([t,n])=>l`<a class="button" href="cameras/add/${t}" aria-current=${t===e?`page`:`false`}>
              ${S(n)}${c(`add.way.${t}`)}
            </a>`)}
      </nav>
      ${this.renderWay(e)}
    `}renderWay(e){switch(e){case`search`:return l`<wf-find-cameras .app=${this.app} @address-found=${this.found}></wf-find-cameras>`;case`frigate`:return l`<wf-import-frigate .app=${this.app}></wf-import-frigate>`;case`home`:return l`<section class="card">
          <p>${c(`add.home`)}</p>
          <ol>
            <li>${c(`add.home_open`)}</li>
            <li>${c(`add.home_choose`)}</li>
          </ol>
          <p>${c(`add.home_action`)} <a href=${Xe} target="_blank" rel="noreferrer">${c(`add.home_guide`)}</a></p>
        </section>`;default:return l`<wf-add-by-address .app=${this.app} .address=${this.address}></wf-add-by-address>`}}found(e){this.address=e.detail,this.app.router.go(`cameras/add/address`)}};y([t({attribute:!1})],L.prototype,`app`,void 0),y([t()],L.prototype,`way`,void 0),y([u()],L.prototype,`address`,void 0),L=y([x(`wf-add-camera`)],L);var Ze={live:Ce,connecting:Se,offline:ye,off:ie},R=class extends d{static{this.styles=[m,b,e`
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
    `]}constructor(){super(),this.cameras=[],this.storage=null,new v(this,()=>[this.app.me])}render(){let e=D(this.app.me.get(),`admin`);return l`
      <header>
        <h1>${c(`nav.cameras`)}</h1>
        ${e?l`<a class="button primary" href="cameras/add">${S(p)}${c(`cameras.add`)}</a>`:r}
      </header>
      <ul>
        ${ve(this.cameras,({id:e})=>e,t=>this.renderCamera(t,e))}
      </ul>
    `}renderCamera(e,t){let n=je(e),{status:i}=e,a=this.storage?.cameras.find(({camera_id:t})=>t===e.id),o=n.kind===`live`||n.kind===`off`?null:i?.problem??null;return l`<li>
      <div class="top">
        <h2>${e.name}</h2>
        <span class="state ${n.kind}">${S(Ze[n.kind])}${n.label}</span>
      </div>
      ${o===null?r:l`<wf-problem .told=${o}></wf-problem>`}
      ${i?.stream?l`<p>${Be(i.stream)}<br />${Ve(i.stream)}</p>`:l`<p>${c(`cameras.no_stream`)}</p>`}
      ${a===void 0?r:l`<p>${Fe(a)}</p>`} ${this.renderActions(e,t)}
    </li>`}renderActions(e,t){if(!D(this.app.me.get(),`control`))return r;let n={camera_id:e.id},{api:i,toasts:a}=this.app;return l`
      <wf-switch
        label=${c(`cameras.enabled`)}
        .checked=${e.enabled}
        @change=${()=>void a.attempt(()=>this.turn(e))}
      ></wf-switch>
      <div class="actions">
        ${t?l`<a class="button" href="cameras/${encodeURIComponent(e.id)}">
                ${S(s)}${c(`cameras.edit`)}<bdi class="hidden-text">${e.name}</bdi>
              </a>`:r}
        <button ?disabled=${!e.enabled} @click=${()=>void a.attempt(async()=>{await i.call(`POST /api/cameras/{camera_id}/restart`,{params:n}),a.done(c(`cameras.restarting`,{name:e.name}))})}>
          ${S(le)}${c(`cameras.restart`)}<bdi class="hidden-text">${e.name}</bdi>
        </button>
      </div>
    `}async turn({id:e,enabled:t}){let n={camera_id:e};await this.app.api.call(t?`POST /api/cameras/{camera_id}/stop`:`POST /api/cameras/{camera_id}/start`,{params:n})}};y([t({attribute:!1})],R.prototype,`app`,void 0),y([t({attribute:!1})],R.prototype,`cameras`,void 0),y([t({attribute:!1})],R.prototype,`storage`,void 0),R=y([x(`wf-camera-list`)],R);var z=3,Qe=1e-5,$e=1e4;function et({zones:e,masks:t}){return[...e.map(({name:e,points:t})=>({kind:`zone`,name:e,points:t})),...t.map(({points:e})=>({kind:`mask`,name:``,points:e}))]}function tt(e){let t=e=>e.points.map(({x:e,y:t})=>({x:e,y:t}));return{zones:e.filter(({kind:e})=>e===`zone`).map(e=>({name:e.name.trim(),points:t(e)})),masks:e.filter(({kind:e})=>e===`mask`).map(e=>({points:t(e)}))}}function nt(e,t){return{kind:e,name:e===`mask`?``:t,points:[[.35,.35],[.65,.35],[.65,.65],[.35,.65]].map(([e,t])=>({x:e,y:t}))}}function B({x:e,y:t}){let n=e=>Math.round(Math.min(1,Math.max(0,e))*$e)/$e;return{x:n(e),y:n(t)}}function V(e,t,n){return t in e.points?{...e,points:e.points.with(t,B(n))}:e}function H(e,t){return e.points.length>=50?e:{...e,points:e.points.toSpliced(t+1,0,it(e,t))}}function rt(e,t){return e.points.length<=z?e:{...e,points:e.points.toSpliced(t,1)}}function it({points:e},t){let n=e[t]??{x:0,y:0},r=e[(t+1)%e.length]??n;return B({x:(n.x+r.x)/2,y:(n.y+r.y)/2})}function at(e,t,n){let r=(e,t)=>Math.min(1-Math.max(...e),Math.max(-Math.min(...e),t)),i=r(e.points.map(e=>e.x),t),a=r(e.points.map(e=>e.y),n);return{...e,points:e.points.map(e=>B({x:e.x+i,y:e.y+a}))}}function ot(e,t){let n=e[t];return n===void 0?null:n.points.length<z?`few`:lt(n.points)?`crossing`:ct(n.points)<Qe?`flat`:n.kind===`mask`?null:st(e,t,n.name)}function st(e,t,n){let r=e=>e.trim().toLowerCase();return r(n)===``?`nameless`:e.some((e,i)=>i!==t&&e.kind===`zone`&&r(e.name)===r(n))?`same_name`:null}function ct(e){let t=e.reduce((t,n,r)=>{let i=e[(r+1)%e.length]??n;return t+n.x*i.y-i.x*n.y},0);return Math.abs(t)/2}function lt(e){let t=e.map((t,n)=>[t,e[(n+1)%e.length]??t]);return t.some(([e,n],r)=>t.some(([i,a],o)=>!(Math.abs(r-o)<=1||Math.abs(r-o)===t.length-1)&&ut(e,n,i,a)))}function ut(e,t,n,r){let[i,a,o,s]=[U(e,t,n),U(e,t,r),U(n,r,e),U(n,r,t)];return i*a<0&&o*s<0||i===0&&W(e,t,n)||a===0&&W(e,t,r)||o===0&&W(n,r,e)||s===0&&W(n,r,t)}function U(e,t,n){return(t.x-e.x)*(n.y-e.y)-(t.y-e.y)*(n.x-e.x)}function W(e,t,{x:n,y:r}){return Math.min(e.x,t.x)<=n&&n<=Math.max(e.x,t.x)&&Math.min(e.y,t.y)<=r&&r<=Math.max(e.y,t.y)}function G(e){let{name:t,url:n,record:r,transcribe:i,recognize_faces:a,recognize_voices:o,pre_roll_s:s,post_roll_s:c}=e;return{name:t,url:n,sub_url:e.sub_url??``,record:r,transcribe:i,recognize_faces:a,recognize_voices:o,language:e.language??``,mode:e.mode===`events`?`events`:`continuous`,pre_roll_s:s,post_roll_s:c,schedule:e.schedule,retention_days:e.retention_days,quota_gb:e.quota_gb,speech_engine:e.speech.engine??``,speech_model:e.speech.model??``,task:e.speech.task===`translate`?`translate`:`transcribe`,language_mode:e.speech.language_mode===`unknown`?`fixed`:e.speech.language_mode,hot_words:e.speech.hot_words.join(`, `),live:e.speech.live,keep_days:e.speech.keep_days,least_face_px:e.faces.least_face_px,areas:et(e.faces),text_hours:e.hours.text,faces_hours:e.hours.faces,voices_hours:e.hours.voices}}function K(e,t){let n=G(e),r=e=>JSON.stringify(n[e])!==JSON.stringify(t[e]),i={name:()=>({name:t.name.trim()}),url:()=>({url:t.url.trim()}),sub_url:()=>({sub_url:t.sub_url.trim()||null}),record:()=>({record:t.record}),transcribe:()=>({transcribe:t.transcribe}),recognize_faces:()=>({recognize_faces:t.recognize_faces}),recognize_voices:()=>({recognize_voices:t.recognize_voices}),language:()=>({language:t.language.trim()||null}),mode:()=>({mode:t.mode}),pre_roll_s:()=>({pre_roll_s:t.pre_roll_s}),post_roll_s:()=>({post_roll_s:t.post_roll_s}),schedule:()=>({schedule:[...t.schedule]}),retention_days:()=>({retention_days:t.retention_days}),quota_gb:()=>({quota_gb:t.quota_gb}),speech_engine:()=>({speech:{engine:t.speech_engine||null}}),speech_model:()=>({speech:{model:t.speech_model||null}}),task:()=>({speech:{task:t.task}}),language_mode:()=>({speech:{language_mode:t.language_mode}}),hot_words:()=>({speech:{hot_words:dt(t.hot_words)}}),live:()=>({speech:{live:t.live}}),keep_days:()=>({speech:{keep_days:t.keep_days}}),least_face_px:()=>({faces:{least_face_px:t.least_face_px}}),areas:()=>({faces:tt(t.areas)}),text_hours:()=>({hours:{text:[...t.text_hours]}}),faces_hours:()=>({hours:{faces:[...t.faces_hours]}}),voices_hours:()=>({hours:{voices:[...t.voices_hours]}})};return Object.keys(i).filter(r).reduce((e,t)=>{let{faces:n,hours:r,speech:a,...o}=i[t]();return{...e,...o,...n===void 0?{}:{faces:{...e.faces,...n}},...a===void 0?{}:{speech:{...e.speech,...a}},...r===void 0?{}:{hours:{...e.hours,...r}}}},{})}function dt(e){let t=e.split(`,`).map(e=>e.trim());return[...new Set(t.filter(Boolean))]}function ft(e){return e.name.trim()===``||e.url.trim()===``||e.areas.some((t,n)=>ot(e.areas,n)!==null)}function pt(e){return`retention_days`in e||`quota_gb`in e}var mt=.01,ht=.001,gt={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]},q=class extends d{constructor(...e){super(...e),this.source=``,this.alternative=``,this.areas=[],this.chosen=null,this.picture=`awaited`,this.drag=null}static{this.styles=[m,e`
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
    `]}render(){let e=this.chosen===null?void 0:this.areas[this.chosen];return l`<div
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
      ${this.picture===`missing`?l`<p role="status">${c(`areas.no_picture`)}</p>`:r}
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        ${this.areas.map((e,t)=>this.renderArea(e,t))}
      </svg>
      ${e===void 0?``:l`${e.points.map((t,n)=>this.renderMiddle(e,n))}
            ${e.points.map((t,n)=>this.renderCorner(e,t,n))}`}
    </div>`}renderArea(e,t){let n=e.points.map(({x:e,y:t})=>`${e},${t}`).join(` `),r=t===this.chosen;return he`<polygon class="${e.kind} ${r?`chosen`:``}" points=${n} @pointerdown=${n=>{r?this.press(n,null,e):this.dispatchEvent(new CustomEvent(`area-chosen`,{detail:t}))}} />`}renderCorner(e,t,n){let r={number:n+1,x:E(t.x*100),y:E(t.y*100)};return l`<button
      type="button"
      style="left: ${t.x*100}%; top: ${t.y*100}%"
      aria-label=${c(`areas.corner_at`,r)}
      @pointerdown=${t=>this.press(t,n,e)}
      @keydown=${t=>this.typed(t,e,n)}
    ></button>`}renderMiddle(e,t){let{x:n,y:r}=it(e,t);return l`<button
      type="button"
      class="middle"
      style="left: ${n*100}%; top: ${r*100}%"
      tabindex="-1"
      aria-label=${c(`areas.add_corner`,{number:t+1})}
      @pointerdown=${n=>{let r=H(e,t);this.tell(r),this.press(n,t+1,r)}}
    ></button>`}press(e,t,n){e.button===0&&(this.drag={corner:t,from:this.placeOf(e),area:n},this.frame.setPointerCapture(e.pointerId))}moved(e){if(this.drag===null)return;let{corner:t,from:n,area:r}=this.drag,i=this.placeOf(e);this.tell(t===null?at(r,i.x-n.x,i.y-n.y):V(r,t,i))}released(){this.drag=null}typed(e,t,n){let r=gt[e.key],i=t.points[n];if(e.key===`Delete`||e.key===`Backspace`)this.tell(rt(t,n));else if(e.key===`Insert`||e.key===`+`)this.tell(H(t,n));else if(r!==void 0&&i!==void 0){let a=e.shiftKey?ht:mt;this.tell(V(t,n,{x:i.x+r[0]*a,y:i.y+r[1]*a}))}else return;e.preventDefault()}placeOf(e){let{left:t,top:n,width:r,height:i}=this.frame.getBoundingClientRect();return{x:(e.clientX-t)/r,y:(e.clientY-n)/i}}tell(e){this.dispatchEvent(new CustomEvent(`area-changed`,{detail:e}))}};y([t()],q.prototype,`source`,void 0),y([t()],q.prototype,`alternative`,void 0),y([t({attribute:!1})],q.prototype,`areas`,void 0),y([t({attribute:!1})],q.prototype,`chosen`,void 0),y([Te(`.frame`)],q.prototype,`frame`,void 0),y([u()],q.prototype,`picture`,void 0),q=y([x(`wf-area-picture`)],q);var J=class extends d{constructor(...e){super(...e),this.source=``,this.alternative=``,this.areas=[],this.chosen=null}static{this.styles=[m,b,...k,e`
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
    `]}render(){let{areas:e,chosen:t}=this,n=t===null?void 0:e[t];return l`
      <wf-area-picture
        .source=${this.source}
        .alternative=${this.alternative}
        .areas=${e}
        .chosen=${t}
        @area-chosen=${e=>this.chosen=e.detail}
        @area-changed=${e=>this.replace(e.detail)}
      ></wf-area-picture>
      <p class="hint">${c(`areas.keys`)}</p>
      <div class="row chooser" role="group" aria-label=${c(`areas.choose`)}>
        ${e.map((n,r)=>l`<button type="button" aria-pressed=${r===t} @click=${()=>this.chosen=r}>
              ${S(n.kind===`zone`?te:Ee)}${_t(e,r)}
            </button>`)}
        ${this.renderAdder(`zone`)} ${this.renderAdder(`mask`)}
      </div>
      ${n===void 0||t===null?r:this.renderChosen(n,t)}
    `}renderAdder(e){return l`<button type="button" ?disabled=${this.areas.length>=20} @click=${()=>this.add(e)}>
      ${S(p)}${c(`areas.add_${e}`)}
    </button>`}renderChosen(e,t){let n=ot(this.areas,t);return l`
      <div class="card">
        <div class="row">
          <h3>${_t(this.areas,t)}</h3>
          <button type="button" @click=${()=>this.drop(t)}>${S(g)}${c(`areas.remove`)}</button>
        </div>
        ${e.kind===`mask`?l`<p class="hint">${c(`areas.mask_text`)}</p>`:O({label:c(`areas.name`),hint:c(`areas.name_text`),value:e.name,changed:t=>this.replace({...e,name:t})})}
        <p class="flaw" role="status">${n===null?``:c(`areas.flaw.${n}`)}</p>
        <details>
          <summary>${c(`areas.numbers`)}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">${c(`areas.corner`)}</th>
                <th scope="col">${c(`areas.across`)}</th>
                <th scope="col">${c(`areas.down`)}</th>
                <th scope="col"><span class="hidden-text">${c(`areas.change`)}</span></th>
              </tr>
            </thead>
            <tbody>
              ${e.points.map((t,n)=>this.renderCorner(e,n))}
            </tbody>
          </table>
        </details>
      </div>
    `}renderCorner(e,t){let n=t+1;return l`<tr>
      <th scope="row">${n}</th>
      <td>${this.renderPart(e,t,`x`)}</td>
      <td>${this.renderPart(e,t,`y`)}</td>
      <td>
        <button
          type="button"
          class="plain round"
          aria-label=${c(`areas.add_corner`,{number:n})}
          ?disabled=${e.points.length>=50}
          @click=${()=>this.replace(H(e,t))}
        >
          ${S(p)}
        </button>
        <button
          type="button"
          class="plain round"
          aria-label=${c(`areas.remove_corner`,{number:n})}
          ?disabled=${e.points.length<=3}
          @click=${()=>this.replace(rt(e,t))}
        >
          ${S(re)}
        </button>
      </td>
    </tr>`}renderPart(e,t,n){let r=e.points[t]??{x:0,y:0};return A({label:`${c(`areas.corner`)} ${t+1}, ${c(n===`x`?`areas.across`:`areas.down`)}`,value:Math.round(r[n]*1e4)/100,min:0,max:100,step:`any`,changed:i=>{i!==null&&this.replace(V(e,t,{...r,[n]:i/100}))}})}add(e){let t=nt(e,c(`areas.new_zone`,{number:this.areas.length+1}));this.chosen=this.areas.length,this.change([...this.areas,t])}drop(e){this.chosen=null,this.change(this.areas.filter((t,n)=>n!==e))}replace(e){this.chosen!==null&&this.change(this.areas.with(this.chosen,e))}change(e){this.areas=e,this.dispatchEvent(new Event(`change`))}};y([t()],J.prototype,`source`,void 0),y([t()],J.prototype,`alternative`,void 0),y([t({attribute:!1})],J.prototype,`areas`,void 0),y([u()],J.prototype,`chosen`,void 0),J=y([x(`wf-area-editor`)],J);function _t(e,t){let n=e[t];return n?.kind===`zone`?n.name.trim()||c(`areas.zone`):c(`areas.mask_number`,{number:e.slice(0,t+1).filter(({kind:e})=>e===`mask`).length})}var vt=400,Y=class extends d{constructor(...e){super(...e),this.storage=null,this.loss=null,this.asking=null}static{this.styles=[m,b,...k]}connectedCallback(){super.connectedCallback(),this.read()}disconnectedCallback(){clearTimeout(this.timer),this.asking?.abort(),super.disconnectedCallback()}willUpdate(e){let t=e.get(`draft`),{retention_days:n,quota_gb:r}=this.draft;t===void 0||t.retention_days===n&&t.quota_gb===r||(clearTimeout(this.timer),this.timer=setTimeout(()=>void this.preview(),vt))}render(){return l`<div class="stack">
      <wf-switch
        label=${c(`live.setting.record`)}
        .checked=${this.draft.record}
        @change=${()=>this.change({record:!this.draft.record})}
      ></wf-switch>
      ${this.renderMode()}
      <wf-week-schedule
        label=${c(`edit.schedule`)}
        .slots=${this.draft.schedule}
        @change=${e=>this.change({schedule:e.target.slots})}
      ></wf-week-schedule>
      <h2>${c(`edit.keeping`)}</h2>
      ${this.renderLimits()} ${this.renderForecast()}
    </div>`}renderMode(){let{draft:e}=this;return l`<div class="pair">
      ${C({label:c(`edit.mode`),value:e.mode,options:[[`continuous`,c(`edit.continuous`)],[`events`,c(`edit.events`)]],changed:e=>this.change({mode:e})})}
      ${e.mode===`continuous`?r:l`${A({label:c(`edit.pre_roll`),value:e.pre_roll_s,min:0,max:60,changed:e=>e!==null&&this.change({pre_roll_s:e})})}
            ${A({label:c(`edit.post_roll`),value:e.post_roll_s,min:0,max:600,changed:e=>e!==null&&this.change({post_roll_s:e})})}`}
    </div>`}renderLimits(){let{draft:e}=this;return l`<div class="pair">
      ${A({label:c(`edit.retention_days`),hint:c(`edit.retention_days_text`),value:e.retention_days,min:1,max:3650,placeholder:c(`edit.as_server`),changed:e=>this.change({retention_days:e})})}
      ${A({label:c(`edit.quota_gb`),hint:c(`edit.quota_gb_text`),value:e.quota_gb,min:.1,max:1e6,step:`any`,placeholder:c(`edit.no_quota`),changed:e=>this.change({quota_gb:e})})}
    </div>`}renderForecast(){let{storage:e,draft:t}=this;if(e===null)return r;let n=Me(e.bytes_per_day,t.retention_days,t.quota_gb);return l`
      <p class="hint">
        ${c(`forecast.used`,{amount:Oe(e.used_bytes)})}
        ${e.oldest_ms===null?r:c(`forecast.oldest`,{at:h(e.oldest_ms)})}<br />
        ${c(`forecast.now`,{forecast:Fe(e)})}
        ${n===null?r:l`<br />${c(`forecast.then`,{days:De(n)})}`}
      </p>
      <p role="status" class="loss">${this.loss??``}</p>
    `}change(e){this.dispatchEvent(new CustomEvent(`draft-changed`,{detail:e}))}async read(){try{let{cameras:e}=await this.app.api.call(`GET /api/storage`);this.storage=e.find(({camera_id:e})=>e===this.camera.id)??null}catch{}}async preview(){this.asking?.abort();let{signal:e}=this.asking=new AbortController,{retention_days:t,quota_gb:n}=this.draft;try{let r=Ne(this.camera.id,t,n),i=await this.app.api.call(`POST /api/storage/preview`,{body:r,signal:e});this.loss=Pe(i,this.camera.id)??c(`forecast.no_loss`)}catch(e){oe(e)||(this.loss=null)}}};y([t({attribute:!1})],Y.prototype,`app`,void 0),y([t({attribute:!1})],Y.prototype,`camera`,void 0),y([t({attribute:!1})],Y.prototype,`draft`,void 0),y([u()],Y.prototype,`storage`,void 0),y([u()],Y.prototype,`loss`,void 0),Y=y([x(`wf-edit-recording`)],Y);var yt=20,bt=500,xt=6e4;function St(e,t){let n=e.filter(({tuning:e})=>e?.camera_id===t);return{done:n.filter(({tuned:e})=>e!==null).toSorted((e,t)=>t.created_ms-e.created_ms)[0]??null,isBusy:n.some(i)}}function Ct(e,t){let n=new Set(t.map(({start_ms:e})=>e));return e.filter(({start_ms:e,end_ms:t})=>{let r=t-e;return r>=bt&&r<=xt&&!n.has(e)})}var X=class extends d{static{this.styles=[m,b,...k,e`
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
    `]}constructor(){super(),this.moment=null,this.isOpen=!1,this.samples=new o(async e=>{let t={camera_id:this.camera.id};return(await this.app.api.call(`GET /api/cameras/{camera_id}/tuning/samples`,{params:t,signal:e})).samples}),this.lines=new o(async e=>{let t={camera_ids:[this.camera.id],limit:yt};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),this.toggled=e=>{e.target===e.currentTarget&&(this.isOpen=e.target.open,this.isOpen&&(this.samples.load(),this.lines.load()))},new v(this,()=>[this.samples,this.lines,this.app.jobs,this.app.me])}render(){return l`<details @toggle=${this.toggled}>
      <summary>${c(`tuner.heading`)}</summary>
      ${this.isOpen?this.renderTuner():r}
    </details>`}renderTuner(){return l`
      <p class="hint">${c(`tuner.text`)}</p>
      ${this.moment===null?r:l`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${ke(this.samples.get(),this.samples.load,e=>l`
          <h2>${c(`tuner.samples`)}</h2>
          ${e.length===0?l`<p>${c(`tuner.no_samples`)}</p>`:r}
          <ul>
            ${ve(e,({id:e})=>e,e=>l`<li>${this.renderSample(e)}</li>`)}
          </ul>
          ${D(this.app.me.get(),`edit`)?this.renderOffers(e):r} ${this.renderSearch(e)}
        `)}
    `}renderSample(e){let t=e.start_ms===null?c(`tuner.uploaded`):h(e.start_ms),n=ge(e.length_ms),i=D(this.app.me.get(),`edit`);return l`
      ${this.renderPlay(e.start_ms,t)}
      <label>
        ${t} · ${n}${e.corrected?` · ${c(`tuner.corrected`)}`:``}
        <input
          dir="auto"
          maxlength="2000"
          ?disabled=${!i}
          .value=${e.text}
          placeholder=${c(`tuner.said`)}
          @change=${t=>void this.correct(e,t.target.value)}
        />
      </label>
      <span class="row">
        ${e.corrected||!i||e.text===``?r:l`<button @click=${()=>void this.correct(e,e.text)}>${c(`tuner.right`)}</button>`}
        ${i?l`<button
                class="plain round"
                aria-label=${`${c(`tuner.remove`)}: ${t}`}
                @click=${()=>void this.drop(e)}
              >
                ${S(g)}
              </button>`:r}
      </span>
    `}renderPlay(e,t){if(e===null)return l`<span></span>`;let n=c(`person.play`,{what:t});return l`<button
      class="plain round"
      aria-label=${n}
      title=${n}
      @click=${()=>this.moment={camera_id:this.camera.id,at_ms:e}}
    >
      ${S(be)}
    </button>`}renderOffers(e){let t=Ct(this.lines.get().value??[],e);return l`<details>
      <summary>${c(`tuner.take`)}</summary>
      ${t.length===0?l`<p>${c(`tuner.no_lines`)}</p>`:r}
      <ul>
        ${t.map(e=>l`<li>
              ${this.renderPlay(e.start_ms,h(e.start_ms))}
              <span dir="auto">${e.text}</span>
              <button @click=${()=>void this.take(e)}>${c(`tuner.take_this`)}</button>
            </li>`)}
      </ul>
    </details>`}renderSearch(e){let{done:t,isBusy:n}=St(this.app.jobs.get().value??[],this.camera.id),i=e.filter(e=>e.corrected).length;return l`
      <div class="row">
        <button
          class="primary"
          ?disabled=${i===0||n||!D(this.app.me.get(),`edit`)}
          @click=${()=>void this.search()}
        >
          ${S(ce)}${c(n?`tuner.searching`:`tuner.search`)}
        </button>
        <span class="hint">${c(`tuner.count`,{count:i})}</span>
      </div>
      <div role="status">${t===null?r:this.renderOutcome(t)}</div>
    `}renderOutcome(e){let t=e.tuned,n=t?.trials[0],i=t?.trials[t.best];if(t===null||n===void 0||i===void 0)return l``;let a=c(t.best===0?`tuner.no_better`:`tuner.better`,{before:ue(n.wer),after:ue(i.wer),trials:t.trials.length,what:i.changed.join(`, `)});return l`<p>${a}${t.complete?``:` ${c(`tuner.incomplete`)}`}</p>
      ${t.best===0||!D(this.app.me.get(),`admin`)?r:l`<button @click=${()=>void this.apply(e)}>${c(`tuner.apply`)}</button>`}`}async take({start_ms:e,end_ms:t}){let n={camera_id:this.camera.id};await this.app.toasts.attempt(async()=>{let r={start:e,end:t};await this.app.api.call(`POST /api/cameras/{camera_id}/tuning/samples`,{params:n,body:r}),await this.samples.load()})}async correct({id:e},t){let n=t.trim();if(n===``)return;let r={camera_id:this.camera.id,sample_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`PATCH /api/cameras/{camera_id}/tuning/samples/{sample_id}`,{params:r,body:{text:n}}),await this.samples.load()})}async drop({id:e}){let t={camera_id:this.camera.id,sample_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/cameras/{camera_id}/tuning/samples/{sample_id}`,{params:t}),await this.samples.load()})}async search(){let e={camera_id:this.camera.id};await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/cameras/{camera_id}/tuning`,{params:e,body:{}}),this.app.toasts.done(c(`tuner.ordered`))})}async apply({id:e}){let t={camera_id:this.camera.id,job_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/cameras/{camera_id}/tuning/{job_id}/apply`,{params:t}),this.app.toasts.done(c(`tuner.applied`)),await this.app.cameras.load()})}};y([t({attribute:!1})],X.prototype,`app`,void 0),y([t({attribute:!1})],X.prototype,`camera`,void 0),y([u()],X.prototype,`moment`,void 0),y([u()],X.prototype,`isOpen`,void 0),X=y([x(`wf-speech-tuner`)],X);function wt({engines:e,models:t},n){let r=e.filter(e=>n===``||e.engine===n),i=t.filter(({state:e})=>e===`installed`).map(({name:e})=>e),a=r.map(({model:e})=>e).filter(e=>e!==null);return{engines:[...new Set(e.map(e=>e.engine))],models:[...new Set([...a,...i])]}}var Z=class extends d{static{this.styles=[m,b,...k,e`
      :host {
        display: grid;
        gap: 1rem;
      }
    `]}constructor(){super(),this.known=new o(async e=>{let[{engines:t},{models:n}]=await Promise.all([this.app.api.call(`GET /api/speech`,{signal:e}),this.app.api.call(`GET /api/models`,{signal:e})]);return{engines:t,models:n}}),new v(this,()=>[this.known])}connectedCallback(){super.connectedCallback(),this.known.load()}render(){let{draft:e}=this;return l`
      <wf-switch
        label=${c(`live.setting.transcribe`)}
        .checked=${e.transcribe}
        @change=${()=>this.change({transcribe:!e.transcribe})}
      ></wf-switch>
      <wf-switch
        label=${c(`edit.recognize_voices`)}
        .checked=${e.recognize_voices}
        @change=${()=>this.change({recognize_voices:!e.recognize_voices})}
      ></wf-switch>
      <wf-switch
        label=${c(`edit.speech.live`)}
        .checked=${e.live}
        @change=${()=>this.change({live:!e.live})}
      ></wf-switch>
      <div class="pair">${this.renderLanguage()}</div>
      <div class="pair">${this.renderEngine()}</div>
      <div class="pair">${this.renderWords()}</div>
      <wf-speech-tuner .app=${this.app} .camera=${this.camera}></wf-speech-tuner>
    `}renderLanguage(){let{draft:e}=this;return l`
      ${C({label:c(`edit.speech.mode`),hint:c(`edit.speech.mode_text.${e.language_mode}`),value:e.language_mode,options:[`fixed`,`auto`,`locked`].map(e=>[e,c(`edit.speech.modes.${e}`)]),changed:e=>this.change({language_mode:e})})}
      ${e.language_mode===`fixed`?O({label:c(`edit.language`),hint:c(`edit.language_text`),value:e.language,placeholder:c(`edit.language_auto`),changed:e=>this.change({language:e})}):r}
      ${C({label:c(`edit.speech.task`),value:e.task,options:[`transcribe`,`translate`].map(e=>[e,c(`edit.speech.tasks.${e}`)]),changed:e=>this.change({task:e})})}
    `}renderEngine(){let{draft:e}=this,t=wt(this.known.get().value??{engines:[],models:[]},e.speech_engine),n=(e,t)=>{let n=t===``||e.includes(t)?e:[t,...e];return[[``,c(`edit.speech.servers_choice`)],...n.map(e=>[e,e])]};return l`
      ${C({label:c(`edit.speech.engine`),value:e.speech_engine,options:n(t.engines,e.speech_engine),changed:e=>this.change({speech_engine:e})})}
      ${C({label:c(`edit.speech.model`),hint:c(`edit.speech.model_text`),value:e.speech_model,options:n(t.models,e.speech_model),changed:e=>this.change({speech_model:e})})}
    `}renderWords(){let{draft:e}=this;return l`
      ${O({label:c(`edit.speech.hot_words`),hint:c(`edit.speech.hot_words_text`),value:e.hot_words,changed:e=>this.change({hot_words:e})})}
      ${A({label:c(`edit.keep_days`),hint:c(`edit.keep_days_text`),value:e.keep_days,min:1,max:3650,placeholder:c(`edit.as_server`),changed:e=>this.change({keep_days:e})})}
    `}change(e){this.dispatchEvent(new CustomEvent(`draft-changed`,{detail:e}))}};y([t({attribute:!1})],Z.prototype,`app`,void 0),y([t({attribute:!1})],Z.prototype,`camera`,void 0),y([t({attribute:!1})],Z.prototype,`draft`,void 0),Z=y([x(`wf-edit-speech`)],Z);var Tt=[`general`,`recording`,`speech`,`faces`,`hours`],Et=[`name`,`url`,`sub_url`];function Dt(e,t){switch(e){case`recording`:return kt(t);case`speech`:return At(t);case`faces`:return jt(t);case`hours`:return Mt(t);default:return Ot(t)}}function Ot({camera:e,draft:t,told:n,change:i}){let a=e.status?.recent_problems??[];return l`
    ${O({label:c(`add.name`),name:`name`,told:n,value:t.name,required:!0,changed:e=>i({name:e})})}
    ${O({label:c(`add.url`),hint:c(`edit.url_text`),name:`url`,told:n,value:t.url,required:!0,changed:e=>i({url:e})})}
    ${O({label:c(`add.sub_url`),hint:c(`add.sub_url_text`),name:`sub_url`,told:n,value:t.sub_url,changed:e=>i({sub_url:e})})}
    ${e.status?.stream?l`<wf-stream-report .report=${e.status.stream}></wf-stream-report>`:l`<p class="hint">${c(`cameras.no_stream`)}</p>`}
    ${a.length===0?r:l`<details>
            <summary>${c(`edit.problems`,{count:a.length})}</summary>
            <ol reversed>
              ${[...a].reverse().map(({code:e,message:t,at_ms:n})=>l`<li>
                    <strong>${c(`problem.${e}`)}</strong>
                    ${n===null?r:h(n)}<br />${t}
                  </li>`)}
            </ol>
          </details>`}
  `}function kt({app:e,camera:t,draft:n,change:r}){return l`<wf-edit-recording
    .app=${e}
    .camera=${t}
    .draft=${n}
    @draft-changed=${e=>r(e.detail)}
  ></wf-edit-recording>`}function At({app:e,camera:t,draft:n,change:r}){return l`<wf-edit-speech
    .app=${e}
    .camera=${t}
    .draft=${n}
    @draft-changed=${e=>r(e.detail)}
  ></wf-edit-speech>`}function jt({app:e,camera:t,draft:n,change:r}){let i={camera_id:t.id},a=e.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:i,query:{width:1280}});return l`
    <wf-switch
      label=${c(`live.setting.recognize_faces`)}
      .checked=${n.recognize_faces}
      @change=${()=>r({recognize_faces:!n.recognize_faces})}
    ></wf-switch>
    ${A({label:c(`edit.least_face`),hint:c(`edit.least_face_text`),value:n.least_face_px,min:20,max:1e3,changed:e=>e!==null&&r({least_face_px:e})})}
    <h2>${c(`edit.areas`)}</h2>
    <p class="hint">${c(`edit.areas_text`)}</p>
    <wf-area-editor
      .source=${a}
      .alternative=${c(`live.picture_of`,{name:t.name})}
      .areas=${n.areas}
      @change=${e=>r({areas:e.target.areas})}
    ></wf-area-editor>
  `}function Mt({draft:e,change:t}){return l`
    <p class="hint">${c(`edit.hours_text`)}</p>
    ${[`text`,`faces`,`voices`].map(n=>l`<wf-week-schedule
          label=${c(`edit.hours.${n}`)}
          .slots=${e[`${n}_hours`]}
          @change=${e=>t({[`${n}_hours`]:e.target.slots})}
        ></wf-week-schedule>`)}
  `}var Q=class extends d{constructor(...e){super(...e),this.section=``,this.told=null,this.isSaving=!1,this.asked=null,this.leave=()=>void 0,this.change=e=>{this.draft={...this.draft,...e},Et.some(e=>w(this.told,e))&&(this.told=null)},this.close=()=>void(this.asked=null),this.discard=()=>{this.draft=G(this.camera),this.told=null},this.save=async()=>{if(!pt(K(this.camera,this.draft)))return this.store();await this.attempt(async()=>{let e=Ne(this.camera.id,this.draft.retention_days,this.draft.quota_gb),t=Pe(await this.app.api.call(`POST /api/storage/preview`,{body:e}),this.camera.id);t!==null&&(this.asked={loss:t})})&&this.asked===null&&await this.store()},this.store=async()=>{this.asked=null;let e=K(this.camera,this.draft),t={camera_id:this.camera.id};await this.attempt(async()=>{let n=await this.app.api.call(`PATCH /api/cameras/{camera_id}`,{params:t,body:e});this.camera=n,this.draft=G(n),this.app.toasts.done(c(`edit.saved`)),await this.app.cameras.load()})},this.drop=async()=>{this.asked=null;let{id:e,name:t}=this.camera;await this.attempt(async()=>{await this.app.api.call(`DELETE /api/cameras/{camera_id}`,{params:{camera_id:e}}),this.app.toasts.done(c(`edit.removed`,{name:t})),this.leave(),this.app.router.go(`cameras`)})}}static{this.styles=[m,b,...k,e`
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
    `]}connectedCallback(){super.connectedCallback(),this.leave=this.app.router.guard({isThere:()=>this.isChanged(),outlives:({entry:e,params:t})=>e?.tag===`wf-cameras-page`&&t.camera===this.camera.id})}disconnectedCallback(){this.leave(),super.disconnectedCallback()}willUpdate(e){if(!e.has(`camera`))return;let t=e.get(`camera`),n=t?.id!==this.camera.id;this.draft=n?G(this.camera):Ie(this.draft,G(t),G(this.camera)),n&&(this.told=null)}render(){let{app:e,camera:t,draft:n}=this,i=Tt.find(e=>e===this.section)??`general`,a=`cameras/${encodeURIComponent(t.id)}`;return l`
      <header class="row">
        <a class="button plain round" href="cameras" aria-label=${c(`cameras.all`)} title=${c(`cameras.all`)}>
          ${S(f)}
        </a>
        <h1>${t.name}</h1>
        <button @click=${()=>this.asked=`remove`}>${S(g)}${c(`edit.remove`)}</button>
      </header>
      <nav class="row" aria-label=${c(`edit.parts`)}>
        ${Tt.map(e=>l`<a class="button" href="${a}/${e}" aria-current=${e===i?`page`:`false`}>
              ${c(`edit.part.${e}`)}
            </a>`)}
      </nav>
      <section class="card" aria-label=${c(`edit.part.${i}`)}>
        ${Dt(i,{app:e,camera:t,draft:n,told:this.told,change:this.change})}
      </section>
      ${this.told===null||i===`general`&&Et.some(e=>w(this.told,e))?r:l`<wf-problem .told=${this.told}></wf-problem>`}
      ${this.renderSave()} ${this.renderDialog()}
    `}renderSave(){if(!this.isChanged())return r;let e=ft(this.draft);return l`<div class="save">
      <span role="status">${c(e?`edit.flawed`:`edit.unsaved`)}</span>
      <button @click=${this.discard}>${c(`edit.discard`)}</button>
      <button class="primary" ?disabled=${e||this.isSaving} @click=${this.save}>
        ${S(fe)}${c(`edit.save`)}
      </button>
    </div>`}renderDialog(){let{asked:e}=this,t=e===`remove`,n=t?c(`edit.remove_title`,{name:this.camera.name}):c(`edit.loss_title`),r=e===null?``:t?c(`edit.remove_text`):e.loss;return l`<wf-dialog .open=${e!==null} heading=${n} @closed=${this.close}>
      <p>${r}</p>
      <button slot="actions" @click=${this.close}>${c(`edit.cancel`)}</button>
      <button slot="actions" class="danger" @click=${t?this.drop:this.store}>
        ${c(t?`edit.remove_do`:`edit.loss_do`)}
      </button>
    </wf-dialog>`}isChanged(){return Object.keys(K(this.camera,this.draft)).length>0}async attempt(e){this.isSaving=!0,this.told=null;try{return await e(),!0}catch(e){this.told=T(e)}finally{this.isSaving=!1}return await Ae(this),!1}};y([t({attribute:!1})],Q.prototype,`app`,void 0),y([t({attribute:!1})],Q.prototype,`camera`,void 0),y([t()],Q.prototype,`section`,void 0),y([u()],Q.prototype,`draft`,void 0),y([u()],Q.prototype,`told`,void 0),y([u()],Q.prototype,`isSaving`,void 0),y([u()],Q.prototype,`asked`,void 0),Q=y([x(`wf-edit-camera`)],Q);var Nt=`add`,$=class extends we{constructor(){super(),this.storage=null,new v(this,()=>[this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.readStorage()}render(){let{camera:e,part:t=``}=this.place.params,{value:n,error:r}=this.app.cameras.get(),i=this.app.me.get();if(n===null||i===null)return this.renderNothingYet(r);if(e===void 0)return this.renderList(n);if(!D(i,`admin`))return Pt(ee,c(`cameras.locked`),c(`errors.forbidden`));if(e===Nt)return l`<wf-add-camera .app=${this.app} .way=${t}></wf-add-camera>`;let a=n.find(t=>t.id===e);return a===void 0?Pt(_,c(`live.gone`),c(`live.gone_text`)):l`<wf-edit-camera .app=${this.app} .camera=${a} .section=${t}></wf-edit-camera>`}renderList(e){if(e.length>0)return l`<wf-camera-list .app=${this.app} .cameras=${e} .storage=${this.storage}></wf-camera-list>`;let t=D(this.app.me.get(),`admin`);return l`<h1>${c(`nav.cameras`)}</h1>
      <wf-notice
        .icon=${xe}
        heading=${c(`live.none`)}
        text=${c(t?`cameras.none_text`:`cameras.none_ask`)}
      >
        ${t?l`<a class="button primary" href="cameras/add">${S(p)}${c(`cameras.add_first`)}</a>
                <a class="button" href="cameras/add/search">${c(`add.way.search`)}</a>
                <a class="button" href="cameras/add/frigate">${c(`add.way.frigate`)}</a>`:``}
      </wf-notice>`}renderNothingYet(e){return l`<h1>${c(`nav.cameras`)}</h1>
      ${e===null?l`<p role="status">${c(`loading`)}</p>`:l`<wf-notice .icon=${_} heading=${c(`failure.title`)} text=${pe(e)}>
              <button class="primary" @click=${()=>void this.app.cameras.load()}>${c(`failure.retry`)}</button>
            </wf-notice>`}`}async readStorage(){try{this.storage=await this.app.api.call(`GET /api/storage`)}catch{}}};y([u()],$.prototype,`storage`,void 0),$=y([x(`wf-cameras-page`)],$);function Pt(e,t,n){return l`<h1 class="hidden-text">${t}</h1>
    <wf-notice .icon=${e} heading=${t} text=${n}>
      <a class="button primary" href="cameras">${c(`cameras.all`)}</a>
    </wf-notice>`}export{$ as CamerasPage};