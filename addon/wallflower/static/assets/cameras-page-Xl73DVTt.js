import{B as e,Bt as t,C as n,Dt as r,It as i,Kt as a,Nt as o,O as s,R as ee,S as c,T as te,Ut as l,Vt as ne,Wt as re,X as u,Y as ie,Yt as ae,_ as d,a as f,b as p,et as oe,g as m,gt as se,h,ht as ce,in as le,kt as ue,lt as de,mn as fe,mt as pe,n as g,nt as me,ot as he,r as _,rn as ge,t as _e,un as v,ut as y,v as b,w as x,wt as ve,y as S}from"./page-CEpdo6gc.js";import{t as C}from"./rights-KL0q-kIB.js";import{t as ye}from"./notice-XGun0ZET.js";import{t as be}from"./query-Df4-SAIv.js";import{a as w,i as T,n as E,r as D,t as O}from"./problem-C5BW4qLa.js";import{n as xe,r as k,t as Se}from"./amounts-ufCmePTn.js";import"./switch-D8YfC1gO.js";import{t as Ce}from"./camera-state-Db_z_6Uq.js";import{i as we,n as A,r as Te,t as Ee}from"./forecast-B0p3c1zK.js";import"./dialog-DPbdbMBm.js";import{a as j,o as De,r as Oe}from"./format-Dc66NHVi.js";import"./week-schedule-D6TjgnzB.js";import{t as M}from"./remote-DyGfxY1X.js";import{n as ke}from"./jobs-CCAjRvuf.js";import"./moment-player-Cb1Jfx-3.js";import{t as Ae}from"./remote-BEtbfwiC.js";var je=/^(hevc|h\.?265)$/i,Me=`video/mp4; codecs="hvc1.1.6.L93.B0"`;function Ne(e){return e===null||!je.test(e)||typeof MediaSource<`u`&&MediaSource.isTypeSupported(Me)}function Pe({video_codec:e,width:t,height:n,frames_per_s:r}){if(e===null)return s(`stream.no_video`);let i=[e.toUpperCase(),`${t} × ${n}`];return r>0&&i.push(s(`stream.rate`,{rate:k(r)})),i.join(`, `)}function Fe({audio_codec:e,sample_rate_hz:t}){return e===null?s(`stream.no_audio`):`${e.toUpperCase()}, ${k(t/1e3)} kHz`}var N=class extends S{static{this.styles=[f,x`
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
    `]}render(){let{report:e}=this;return c`
      <dl>
        <dt>${s(`stream.video`)}</dt>
        <dd>${Pe(e)}</dd>
        <dt>${s(`stream.audio`)}</dt>
        <dd>${Fe(e)}</dd>
      </dl>
      ${e.notes.map(e=>c`<p>${e}</p>`)}
      ${Ne(e.video_codec)?p:c`<p>${s(`stream.hevc`)}</p>`}
    `}};g([d({attribute:!1})],N.prototype,`report`,void 0),N=g([b(`wf-stream-report`)],N);var Ie={name:``,url:``,sub_url:``},P=class extends S{constructor(...e){super(...e),this.address=Ie,this.working=null,this.report=null,this.told=null,this.test=async()=>{let e=this.address.url.trim();await this.attempt(`test`,async()=>{let t=await this.app.api.call(`POST /api/cameras/probe`,{body:{url:e}});this.address.url.trim()===e&&(this.report=t)})}}static{this.styles=[f,_,...E]}willUpdate(e){e.has(`address`)&&e.get(`address`)?.url!==this.address.url&&(this.report=this.told=null)}render(){let{address:e}=this,t=e.url.trim()!==``&&this.working===null;return c`<form class="card" @submit=${this.add}>
      ${w({label:s(`add.name`),value:e.name,required:!0,placeholder:s(`add.name_example`),changed:e=>this.address={...this.address,name:e}})}
      ${w({label:s(`add.url`),hint:s(`add.url_text`),value:e.url,required:!0,placeholder:`rtsp://user:password@192.168.1.20/stream1`,changed:e=>this.address={...this.address,url:e}})}
      ${w({label:s(`add.sub_url`),hint:s(`add.sub_url_text`),value:e.sub_url,changed:e=>this.address={...this.address,sub_url:e}})}
      <div role="status">
        ${this.working===`test`?s(`add.testing`):p}
        ${this.report===null?p:c`<wf-stream-report .report=${this.report}></wf-stream-report>`}
      </div>
      ${this.told===null?p:c`<wf-problem .told=${this.told}></wf-problem>`}
      <div class="row">
        <button type="button" ?disabled=${!t} @click=${this.test}>${h(he)}${s(`add.test`)}</button>
        <button class="primary" ?disabled=${!t||e.name.trim()===``}>
          ${h(l)}${s(this.told===null?`cameras.add`:`add.anyway`)}
        </button>
      </div>
    </form>`}async add(e){e.preventDefault();let{name:t,url:n,sub_url:r}=this.address,i={name:t.trim(),url:n.trim(),sub_url:r.trim()||null};await this.attempt(`add`,async()=>{let e=await this.app.api.call(`POST /api/cameras`,{body:i});this.app.toasts.done(s(`add.added`,{name:e.name})),await this.app.cameras.load(),this.app.router.go(`live/${encodeURIComponent(e.id)}`)})}async attempt(e,t){this.working=e,this.report=this.told=null;try{await t()}catch(e){this.told=O(e)}finally{this.working=null}}};g([d({attribute:!1})],P.prototype,`app`,void 0),g([d({attribute:!1})],P.prototype,`address`,void 0),g([m()],P.prototype,`working`,void 0),g([m()],P.prototype,`report`,void 0),g([m()],P.prototype,`told`,void 0),P=g([b(`wf-add-by-address`)],P);function Le(e,t,n){if(t===``)return e;let r=`${encodeURIComponent(t)}${n===``?``:`:${encodeURIComponent(n)}`}`;return e.replace(/^([a-z][a-z0-9+.-]*:\/\/)(?:[^/@]*@)?/i,(e,t)=>`${t}${r}@`)}function Re(e,t){return e.filter(({url:e,width:n})=>e!==t.url&&n>=640&&n<t.width).reduce((e,t)=>e===null||t.width<e.width?t:e,null)}function ze(e){return[...new Set([...e.matchAll(/\{(FRIGATE_\w+)\}/g)].map(([,e])=>e??``))].sort()}var Be=4,Ve=80,F=class extends S{constructor(...e){super(...e),this.devices=null,this.device=null,this.host=``,this.port=Ve,this.username=``,this.password=``,this.working=null,this.told=null,this.search=()=>this.attempt(`search`,async()=>{let{devices:e}=await this.app.api.call(`POST /api/discovery`,{body:{seconds:Be}});this.devices=e})}static{this.styles=[f,_,...E,x`
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
    `]}render(){return c`
      <div class="card">
        <p class="hint">${s(`find.text`)}</p>
        <div class="row">
          <button class="primary" ?disabled=${this.working!==null} @click=${this.search}>
            ${h(ue)}${s(`find.search`)}
          </button>
          <span role="status"
            >${this.working===null?p:s(this.working===`search`?`find.searching`:`find.look_up`)}</span
          >
        </div>
        ${this.renderDevices()}
      </div>
      <form class="card" @submit=${this.lookUp}>
        <h2>${s(`find.ask`)}</h2>
        <p class="hint">${s(`find.ask_text`)}</p>
        <div class="pair">
          ${w({label:s(`find.host`),value:this.host,required:!0,changed:e=>this.host=e})}
          ${D({label:s(`find.port`),value:this.port,min:1,max:65535,changed:e=>this.port=e??Ve})}
          ${w({label:s(`find.username`),value:this.username,changed:e=>this.username=e})}
          ${w({label:s(`find.password`),type:`password`,value:this.password,changed:e=>this.password=e})}
        </div>
        ${this.told===null?p:c`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row">
          <button ?disabled=${this.host.trim()===``||this.working!==null}>${s(`find.streams`)}</button>
        </div>
        ${this.renderStreams()}
      </form>
    `}renderDevices(){let{devices:e}=this;return e===null?p:e.length===0?c`<p role="status">${s(`find.nobody`)}</p>`:c`<ul aria-label=${s(`find.found`)}>
      ${e.map(e=>c`<li>
            <button
              aria-pressed=${e.host===this.host&&e.port===this.port}
              @click=${()=>this.choose(e)}
            >
              <span>${He(e)}<br /><span class="hint">${e.host}</span></span
              >${h(me)}
            </button>
          </li>`)}
    </ul>`}renderStreams(){let{device:e}=this;return e===null?p:e.streams.length===0?c`<p role="status">${s(`find.no_streams`)}</p>`:c`<h3>${s(`find.choose`)}</h3>
      <ul>
        ${e.streams.map(t=>c`<li>
              <button type="button" @click=${()=>this.take(e,t)}>
                <span>
                  ${t.name??t.profile}<br />
                  <span class="hint">${t.video_codec??``} ${t.width} × ${t.height}</span>
                </span>
                ${h(me)}
              </button>
            </li>`)}
      </ul>`}choose(e){this.host=e.host,this.port=e.port,this.device=this.told=null,this.updateComplete.then(()=>this.renderRoot.querySelectorAll(`form input`)[2]).then(e=>e?.focus())}take(e,t){let n=Re(e.streams,t),r={name:e.name??e.model??``,url:Le(t.url,this.username,this.password),sub_url:n===null?``:Le(n.url,this.username,this.password)};this.dispatchEvent(new CustomEvent(`address-found`,{detail:r}))}async lookUp(e){e.preventDefault();let{host:t,port:n,username:r,password:i}=this;await this.attempt(`look_up`,async()=>{let e={host:t.trim(),port:n,username:r,password:i},{devices:a}=await this.app.api.call(`POST /api/discovery`,{body:e});this.device=a[0]??null})}async attempt(e,t){this.working=e,this.told=this.device=null;try{await t()}catch(e){this.told=O(e)}finally{this.working=null}}};g([d({attribute:!1})],F.prototype,`app`,void 0),g([m()],F.prototype,`devices`,void 0),g([m()],F.prototype,`device`,void 0),g([m()],F.prototype,`host`,void 0),g([m()],F.prototype,`port`,void 0),g([m()],F.prototype,`username`,void 0),g([m()],F.prototype,`password`,void 0),g([m()],F.prototype,`working`,void 0),g([m()],F.prototype,`told`,void 0),F=g([b(`wf-find-cameras`)],F);function He({name:e,manufacturer:t,model:n,hardware:r,host:i}){return e??([t,n??r].filter(Boolean).join(` `)||i)}var I=class extends S{constructor(...e){super(...e),this.config=``,this.variables={},this.shown=null,this.working=!1,this.told=null,this.create=async()=>{if(await this.order(!0),this.told!==null)return;await this.app.cameras.load();let e=this.shown?.filter(({camera_id:e})=>e!==null).length??0;this.app.toasts.done(s(`frigate.created`,{count:e})),this.shown?.every(({problem:e})=>e===null)&&this.app.router.go(`cameras`)}}static{this.styles=[f,_,...E,x`
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
    `]}render(){let e=this.config.trim()!==``&&!this.working;return c`
      <form class="card" @submit=${this.show}>
        <p class="hint">${s(`frigate.text`)}</p>
        <label>
          ${s(`frigate.file`)}
          <input type="file" accept=".yml,.yaml,text/yaml" @change=${this.read} />
        </label>
        <label>
          ${s(`frigate.config`)}
          <textarea rows="8" spellcheck="false" .value=${this.config} @input=${this.typed}></textarea>
        </label>
        ${ze(this.config).map(e=>w({label:e,type:`password`,value:this.variables[e]??``,changed:t=>this.variables={...this.variables,[e]:t}}))}
        ${this.told===null?p:c`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row"><button ?disabled=${!e}>${h(pe)}${s(`frigate.show`)}</button></div>
      </form>
      ${this.shown===null?p:this.renderShown(this.shown)}
    `}renderShown(e){let t=e.filter(({problem:e,camera_id:t})=>e===null&&t===null).length;return c`
      <section class="stack" aria-label=${s(`frigate.result`)}>
        ${e.length===0?c`<p role="status">${s(`frigate.none`)}</p>`:e.map(Ue)}
        ${t===0?p:c`<div class="row">
                <button class="primary" ?disabled=${this.working} @click=${this.create}>
                  ${h(l)}${s(`frigate.create`,{count:t})}
                </button>
              </div>`}
      </section>
    `}typed(e){this.config=e.target.value,this.shown=null}async read(e){let t=e.target.files?.[0];t!==void 0&&(this.config=await t.text(),this.shown=null)}async show(e){e.preventDefault(),await this.order(!1)}async order(e){this.working=!0,this.told=null;try{let t=ze(this.config),n=Object.fromEntries(t.map(e=>[e,this.variables[e]??``])),r={config:this.config,variables:n,create:e};this.shown=(await this.app.api.call(`POST /api/import/frigate`,{body:r})).cameras}catch(e){this.told=O(e)}finally{this.working=!1}}};g([d({attribute:!1})],I.prototype,`app`,void 0),g([m()],I.prototype,`config`,void 0),g([m()],I.prototype,`variables`,void 0),g([m()],I.prototype,`shown`,void 0),g([m()],I.prototype,`working`,void 0),g([m()],I.prototype,`told`,void 0),I=g([b(`wf-import-frigate`)],I);function Ue(e){return c`<article class="card">
    <div>
      <h2>${e.name}</h2>
      ${e.url===null?p:c`<code>${e.url}</code>`}
      ${e.notes.length===0?p:c`<ul>
              ${e.notes.map(e=>c`<li>${e}</li>`)}
            </ul>`}
    </div>
    ${e.problem===null?p:c`<wf-problem .told=${e.problem}></wf-problem>`}
    ${e.camera_id===null?p:c`<p class="hint">${s(`frigate.made`)}</p>`}
  </article>`}var We=[[`address`,ve],[`search`,a],[`frigate`,se]],L=class extends S{constructor(...e){super(...e),this.way=``,this.address=Ie}static{this.styles=[f,_,x`
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
    `]}render(){let t=We.find(([e])=>e===this.way)?.[0]??`address`;return c`
      <header>
        <a class="button plain round" href="cameras" aria-label=${s(`cameras.all`)} title=${s(`cameras.all`)}>
          ${h(e)}
        </a>
        <h1>${s(`cameras.add`)}</h1>
      </header>
      <nav aria-label=${s(`add.ways`)}>
        ${We.map(([e,n])=>c`<a class="button" href="cameras/add/${e}" aria-current=${e===t?`page`:`false`}>
              ${h(n)}${s(`add.way.${e}`)}
            </a>`)}
      </nav>
      ${this.renderWay(t)}
    `}renderWay(e){switch(e){case`search`:return c`<wf-find-cameras .app=${this.app} @address-found=${this.found}></wf-find-cameras>`;case`frigate`:return c`<wf-import-frigate .app=${this.app}></wf-import-frigate>`;default:return c`<wf-add-by-address .app=${this.app} .address=${this.address}></wf-add-by-address>`}}found(e){this.address=e.detail,this.app.router.go(`cameras/add/address`)}};g([d({attribute:!1})],L.prototype,`app`,void 0),g([d()],L.prototype,`way`,void 0),g([m()],L.prototype,`address`,void 0),L=g([b(`wf-add-camera`)],L);var Ge={live:oe,connecting:ge,offline:ee,off:re},R=class extends S{static{this.styles=[f,_,x`
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
    `]}constructor(){super(),this.cameras=[],this.storage=null,new v(this,()=>[this.app.me])}render(){let e=C(this.app.me.get(),`admin`);return c`
      <header>
        <h1>${s(`nav.cameras`)}</h1>
        ${e?c`<a class="button primary" href="cameras/add">${h(l)}${s(`cameras.add`)}</a>`:p}
      </header>
      <ul>
        ${ye(this.cameras,({id:e})=>e,t=>this.renderCamera(t,e))}
      </ul>
    `}renderCamera(e,t){let n=Ce(e),{status:r}=e,i=this.storage?.cameras.find(({camera_id:t})=>t===e.id),a=n.kind===`live`||n.kind===`off`?null:r?.problem??null;return c`<li>
      <div class="top">
        <h2>${e.name}</h2>
        <span class="state ${n.kind}">${h(Ge[n.kind])}${n.label}</span>
      </div>
      ${a===null?p:c`<wf-problem .told=${a}></wf-problem>`}
      ${r?.stream?c`<p>${Pe(r.stream)}<br />${Fe(r.stream)}</p>`:c`<p>${s(`cameras.no_stream`)}</p>`}
      ${i===void 0?p:c`<p>${Ee(i)}</p>`} ${this.renderActions(e,t)}
    </li>`}renderActions(e,n){if(!C(this.app.me.get(),`control`))return p;let r={camera_id:e.id},{api:i,toasts:a}=this.app;return c`
      <wf-switch
        label=${s(`cameras.enabled`)}
        .checked=${e.enabled}
        @change=${()=>void a.attempt(()=>this.turn(e))}
      ></wf-switch>
      <div class="actions">
        ${n?c`<a class="button" href="cameras/${encodeURIComponent(e.id)}">
                ${h(t)}${s(`cameras.edit`)}<bdi class="hidden-text">${e.name}</bdi>
              </a>`:p}
        <button ?disabled=${!e.enabled} @click=${()=>void a.attempt(async()=>{await i.call(`POST /api/cameras/{camera_id}/restart`,{params:r}),a.done(s(`cameras.restarting`,{name:e.name}))})}>
          ${h(ae)}${s(`cameras.restart`)}<bdi class="hidden-text">${e.name}</bdi>
        </button>
      </div>
    `}async turn({id:e,enabled:t}){let n={camera_id:e};await this.app.api.call(t?`POST /api/cameras/{camera_id}/stop`:`POST /api/cameras/{camera_id}/start`,{params:n})}};g([d({attribute:!1})],R.prototype,`app`,void 0),g([d({attribute:!1})],R.prototype,`cameras`,void 0),g([d({attribute:!1})],R.prototype,`storage`,void 0),R=g([b(`wf-camera-list`)],R);var Ke=3,qe=1e-5,Je=1e4;function Ye({zones:e,masks:t}){return[...e.map(({name:e,points:t})=>({kind:`zone`,name:e,points:t})),...t.map(({points:e})=>({kind:`mask`,name:``,points:e}))]}function Xe(e){let t=e=>e.points.map(({x:e,y:t})=>({x:e,y:t}));return{zones:e.filter(({kind:e})=>e===`zone`).map(e=>({name:e.name.trim(),points:t(e)})),masks:e.filter(({kind:e})=>e===`mask`).map(e=>({points:t(e)}))}}function Ze(e,t){return{kind:e,name:e===`mask`?``:t,points:[[.35,.35],[.65,.35],[.65,.65],[.35,.65]].map(([e,t])=>({x:e,y:t}))}}function z({x:e,y:t}){let n=e=>Math.round(Math.min(1,Math.max(0,e))*Je)/Je;return{x:n(e),y:n(t)}}function B(e,t,n){return t in e.points?{...e,points:e.points.with(t,z(n))}:e}function V(e,t){return e.points.length>=50?e:{...e,points:e.points.toSpliced(t+1,0,$e(e,t))}}function Qe(e,t){return e.points.length<=Ke?e:{...e,points:e.points.toSpliced(t,1)}}function $e({points:e},t){let n=e[t]??{x:0,y:0},r=e[(t+1)%e.length]??n;return z({x:(n.x+r.x)/2,y:(n.y+r.y)/2})}function et(e,t,n){let r=(e,t)=>Math.min(1-Math.max(...e),Math.max(-Math.min(...e),t)),i=r(e.points.map(e=>e.x),t),a=r(e.points.map(e=>e.y),n);return{...e,points:e.points.map(e=>z({x:e.x+i,y:e.y+a}))}}function tt(e,t){let n=e[t];return n===void 0?null:n.points.length<Ke?`few`:it(n.points)?`crossing`:rt(n.points)<qe?`flat`:n.kind===`mask`?null:nt(e,t,n.name)}function nt(e,t,n){let r=e=>e.trim().toLowerCase();return r(n)===``?`nameless`:e.some((e,i)=>i!==t&&e.kind===`zone`&&r(e.name)===r(n))?`same_name`:null}function rt(e){let t=e.reduce((t,n,r)=>{let i=e[(r+1)%e.length]??n;return t+n.x*i.y-i.x*n.y},0);return Math.abs(t)/2}function it(e){let t=e.map((t,n)=>[t,e[(n+1)%e.length]??t]);return t.some(([e,n],r)=>t.some(([i,a],o)=>!(Math.abs(r-o)<=1||Math.abs(r-o)===t.length-1)&&at(e,n,i,a)))}function at(e,t,n,r){let[i,a,o,s]=[H(e,t,n),H(e,t,r),H(n,r,e),H(n,r,t)];return i*a<0&&o*s<0||i===0&&U(e,t,n)||a===0&&U(e,t,r)||o===0&&U(n,r,e)||s===0&&U(n,r,t)}function H(e,t,n){return(t.x-e.x)*(n.y-e.y)-(t.y-e.y)*(n.x-e.x)}function U(e,t,{x:n,y:r}){return Math.min(e.x,t.x)<=n&&n<=Math.max(e.x,t.x)&&Math.min(e.y,t.y)<=r&&r<=Math.max(e.y,t.y)}function W(e){let{name:t,url:n,record:r,transcribe:i,recognize_faces:a,recognize_voices:o,pre_roll_s:s,post_roll_s:ee}=e;return{name:t,url:n,sub_url:e.sub_url??``,record:r,transcribe:i,recognize_faces:a,recognize_voices:o,language:e.language??``,mode:e.mode===`events`?`events`:`continuous`,pre_roll_s:s,post_roll_s:ee,schedule:e.schedule,retention_days:e.retention_days,quota_gb:e.quota_gb,speech_engine:e.speech.engine??``,speech_model:e.speech.model??``,task:e.speech.task===`translate`?`translate`:`transcribe`,language_mode:e.speech.language_mode===`unknown`?`fixed`:e.speech.language_mode,hot_words:e.speech.hot_words.join(`, `),live:e.speech.live,keep_days:e.speech.keep_days,least_face_px:e.faces.least_face_px,areas:Ye(e.faces),text_hours:e.hours.text,faces_hours:e.hours.faces,voices_hours:e.hours.voices}}function G(e,t){let n=W(e),r=e=>JSON.stringify(n[e])!==JSON.stringify(t[e]),i={name:()=>({name:t.name.trim()}),url:()=>({url:t.url.trim()}),sub_url:()=>({sub_url:t.sub_url.trim()||null}),record:()=>({record:t.record}),transcribe:()=>({transcribe:t.transcribe}),recognize_faces:()=>({recognize_faces:t.recognize_faces}),recognize_voices:()=>({recognize_voices:t.recognize_voices}),language:()=>({language:t.language.trim()||null}),mode:()=>({mode:t.mode}),pre_roll_s:()=>({pre_roll_s:t.pre_roll_s}),post_roll_s:()=>({post_roll_s:t.post_roll_s}),schedule:()=>({schedule:[...t.schedule]}),retention_days:()=>({retention_days:t.retention_days}),quota_gb:()=>({quota_gb:t.quota_gb}),speech_engine:()=>({speech:{engine:t.speech_engine||null}}),speech_model:()=>({speech:{model:t.speech_model||null}}),task:()=>({speech:{task:t.task}}),language_mode:()=>({speech:{language_mode:t.language_mode}}),hot_words:()=>({speech:{hot_words:ot(t.hot_words)}}),live:()=>({speech:{live:t.live}}),keep_days:()=>({speech:{keep_days:t.keep_days}}),least_face_px:()=>({faces:{least_face_px:t.least_face_px}}),areas:()=>({faces:Xe(t.areas)}),text_hours:()=>({hours:{text:[...t.text_hours]}}),faces_hours:()=>({hours:{faces:[...t.faces_hours]}}),voices_hours:()=>({hours:{voices:[...t.voices_hours]}})};return Object.keys(i).filter(r).reduce((e,t)=>{let{faces:n,hours:r,speech:a,...o}=i[t]();return{...e,...o,...n===void 0?{}:{faces:{...e.faces,...n}},...a===void 0?{}:{speech:{...e.speech,...a}},...r===void 0?{}:{hours:{...e.hours,...r}}}},{})}function ot(e){let t=e.split(`,`).map(e=>e.trim());return[...new Set(t.filter(Boolean))]}function st(e){return e.name.trim()===``||e.url.trim()===``||e.areas.some((t,n)=>tt(e.areas,n)!==null)}function ct(e){return`retention_days`in e||`quota_gb`in e}var lt=.01,ut=.001,dt={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]},K=class extends S{constructor(...e){super(...e),this.source=``,this.alternative=``,this.areas=[],this.chosen=null,this.picture=`awaited`,this.drag=null}static{this.styles=[f,x`
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
    `]}render(){let e=this.chosen===null?void 0:this.areas[this.chosen];return c`<div
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
      ${this.picture===`missing`?c`<p role="status">${s(`areas.no_picture`)}</p>`:p}
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        ${this.areas.map((e,t)=>this.renderArea(e,t))}
      </svg>
      ${e===void 0?``:c`${e.points.map((t,n)=>this.renderMiddle(e,n))}
            ${e.points.map((t,n)=>this.renderCorner(e,t,n))}`}
    </div>`}renderArea(e,t){let r=e.points.map(({x:e,y:t})=>`${e},${t}`).join(` `),i=t===this.chosen;return n`<polygon class="${e.kind} ${i?`chosen`:``}" points=${r} @pointerdown=${n=>{i?this.press(n,null,e):this.dispatchEvent(new CustomEvent(`area-chosen`,{detail:t}))}} />`}renderCorner(e,t,n){let r={number:n+1,x:k(t.x*100),y:k(t.y*100)};return c`<button
      type="button"
      style="left: ${t.x*100}%; top: ${t.y*100}%"
      aria-label=${s(`areas.corner_at`,r)}
      @pointerdown=${t=>this.press(t,n,e)}
      @keydown=${t=>this.typed(t,e,n)}
    ></button>`}renderMiddle(e,t){let{x:n,y:r}=$e(e,t);return c`<button
      type="button"
      class="middle"
      style="left: ${n*100}%; top: ${r*100}%"
      tabindex="-1"
      aria-label=${s(`areas.add_corner`,{number:t+1})}
      @pointerdown=${n=>{let r=V(e,t);this.tell(r),this.press(n,t+1,r)}}
    ></button>`}press(e,t,n){e.button===0&&(this.drag={corner:t,from:this.placeOf(e),area:n},this.frame.setPointerCapture(e.pointerId))}moved(e){if(this.drag===null)return;let{corner:t,from:n,area:r}=this.drag,i=this.placeOf(e);this.tell(t===null?et(r,i.x-n.x,i.y-n.y):B(r,t,i))}released(){this.drag=null}typed(e,t,n){let r=dt[e.key],i=t.points[n];if(e.key===`Delete`||e.key===`Backspace`)this.tell(Qe(t,n));else if(e.key===`Insert`||e.key===`+`)this.tell(V(t,n));else if(r!==void 0&&i!==void 0){let a=e.shiftKey?ut:lt;this.tell(B(t,n,{x:i.x+r[0]*a,y:i.y+r[1]*a}))}else return;e.preventDefault()}placeOf(e){let{left:t,top:n,width:r,height:i}=this.frame.getBoundingClientRect();return{x:(e.clientX-t)/r,y:(e.clientY-n)/i}}tell(e){this.dispatchEvent(new CustomEvent(`area-changed`,{detail:e}))}};g([d()],K.prototype,`source`,void 0),g([d()],K.prototype,`alternative`,void 0),g([d({attribute:!1})],K.prototype,`areas`,void 0),g([d({attribute:!1})],K.prototype,`chosen`,void 0),g([be(`.frame`)],K.prototype,`frame`,void 0),g([m()],K.prototype,`picture`,void 0),K=g([b(`wf-area-picture`)],K);var q=class extends S{constructor(...e){super(...e),this.source=``,this.alternative=``,this.areas=[],this.chosen=null}static{this.styles=[f,_,...E,x`
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
    `]}render(){let{areas:e,chosen:t}=this,n=t===null?void 0:e[t];return c`
      <wf-area-picture
        .source=${this.source}
        .alternative=${this.alternative}
        .areas=${e}
        .chosen=${t}
        @area-chosen=${e=>this.chosen=e.detail}
        @area-changed=${e=>this.replace(e.detail)}
      ></wf-area-picture>
      <p class="hint">${s(`areas.keys`)}</p>
      <div class="row chooser" role="group" aria-label=${s(`areas.choose`)}>
        ${e.map((n,r)=>c`<button type="button" aria-pressed=${r===t} @click=${()=>this.chosen=r}>
              ${h(n.kind===`zone`?o:ce)}${ft(e,r)}
            </button>`)}
        ${this.renderAdder(`zone`)} ${this.renderAdder(`mask`)}
      </div>
      ${n===void 0||t===null?p:this.renderChosen(n,t)}
    `}renderAdder(e){return c`<button type="button" ?disabled=${this.areas.length>=20} @click=${()=>this.add(e)}>
      ${h(l)}${s(`areas.add_${e}`)}
    </button>`}renderChosen(e,t){let n=tt(this.areas,t);return c`
      <div class="card">
        <div class="row">
          <h3>${ft(this.areas,t)}</h3>
          <button type="button" @click=${()=>this.drop(t)}>${h(y)}${s(`areas.remove`)}</button>
        </div>
        ${e.kind===`mask`?c`<p class="hint">${s(`areas.mask_text`)}</p>`:w({label:s(`areas.name`),hint:s(`areas.name_text`),value:e.name,changed:t=>this.replace({...e,name:t})})}
        <p class="flaw" role="status">${n===null?``:s(`areas.flaw.${n}`)}</p>
        <details>
          <summary>${s(`areas.numbers`)}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">${s(`areas.corner`)}</th>
                <th scope="col">${s(`areas.across`)}</th>
                <th scope="col">${s(`areas.down`)}</th>
                <th scope="col"><span class="hidden-text">${s(`areas.change`)}</span></th>
              </tr>
            </thead>
            <tbody>
              ${e.points.map((t,n)=>this.renderCorner(e,n))}
            </tbody>
          </table>
        </details>
      </div>
    `}renderCorner(e,t){let n=t+1;return c`<tr>
      <th scope="row">${n}</th>
      <td>${this.renderPart(e,t,`x`)}</td>
      <td>${this.renderPart(e,t,`y`)}</td>
      <td>
        <button
          type="button"
          class="plain round"
          aria-label=${s(`areas.add_corner`,{number:n})}
          ?disabled=${e.points.length>=50}
          @click=${()=>this.replace(V(e,t))}
        >
          ${h(l)}
        </button>
        <button
          type="button"
          class="plain round"
          aria-label=${s(`areas.remove_corner`,{number:n})}
          ?disabled=${e.points.length<=3}
          @click=${()=>this.replace(Qe(e,t))}
        >
          ${h(i)}
        </button>
      </td>
    </tr>`}renderPart(e,t,n){let r=e.points[t]??{x:0,y:0};return D({label:`${s(`areas.corner`)} ${t+1}, ${s(n===`x`?`areas.across`:`areas.down`)}`,value:Math.round(r[n]*1e4)/100,min:0,max:100,step:`any`,changed:i=>{i!==null&&this.replace(B(e,t,{...r,[n]:i/100}))}})}add(e){let t=Ze(e,s(`areas.new_zone`,{number:this.areas.length+1}));this.chosen=this.areas.length,this.change([...this.areas,t])}drop(e){this.chosen=null,this.change(this.areas.filter((t,n)=>n!==e))}replace(e){this.chosen!==null&&this.change(this.areas.with(this.chosen,e))}change(e){this.areas=e,this.dispatchEvent(new Event(`change`))}};g([d()],q.prototype,`source`,void 0),g([d()],q.prototype,`alternative`,void 0),g([d({attribute:!1})],q.prototype,`areas`,void 0),g([m()],q.prototype,`chosen`,void 0),q=g([b(`wf-area-editor`)],q);function ft(e,t){let n=e[t];return n?.kind===`zone`?n.name.trim()||s(`areas.zone`):s(`areas.mask_number`,{number:e.slice(0,t+1).filter(({kind:e})=>e===`mask`).length})}var pt=400,J=class extends S{constructor(...e){super(...e),this.storage=null,this.loss=null,this.asking=null}static{this.styles=[f,_,...E]}connectedCallback(){super.connectedCallback(),this.read()}disconnectedCallback(){clearTimeout(this.timer),this.asking?.abort(),super.disconnectedCallback()}willUpdate(e){let t=e.get(`draft`),{retention_days:n,quota_gb:r}=this.draft;t===void 0||t.retention_days===n&&t.quota_gb===r||(clearTimeout(this.timer),this.timer=setTimeout(()=>void this.preview(),pt))}render(){return c`<div class="stack">
      <wf-switch
        label=${s(`live.setting.record`)}
        .checked=${this.draft.record}
        @change=${()=>this.change({record:!this.draft.record})}
      ></wf-switch>
      ${this.renderMode()}
      <wf-week-schedule
        label=${s(`edit.schedule`)}
        .slots=${this.draft.schedule}
        @change=${e=>this.change({schedule:e.target.slots})}
      ></wf-week-schedule>
      <h2>${s(`edit.keeping`)}</h2>
      ${this.renderLimits()} ${this.renderForecast()}
    </div>`}renderMode(){let{draft:e}=this;return c`<div class="pair">
      ${T({label:s(`edit.mode`),value:e.mode,options:[[`continuous`,s(`edit.continuous`)],[`events`,s(`edit.events`)]],changed:e=>this.change({mode:e})})}
      ${e.mode===`continuous`?p:c`${D({label:s(`edit.pre_roll`),value:e.pre_roll_s,min:0,max:60,changed:e=>e!==null&&this.change({pre_roll_s:e})})}
            ${D({label:s(`edit.post_roll`),value:e.post_roll_s,min:0,max:600,changed:e=>e!==null&&this.change({post_roll_s:e})})}`}
    </div>`}renderLimits(){let{draft:e}=this;return c`<div class="pair">
      ${D({label:s(`edit.retention_days`),hint:s(`edit.retention_days_text`),value:e.retention_days,min:1,max:3650,placeholder:s(`edit.as_server`),changed:e=>this.change({retention_days:e})})}
      ${D({label:s(`edit.quota_gb`),hint:s(`edit.quota_gb_text`),value:e.quota_gb,min:.1,max:1e6,step:`any`,placeholder:s(`edit.no_quota`),changed:e=>this.change({quota_gb:e})})}
    </div>`}renderForecast(){let{storage:e,draft:t}=this;if(e===null)return p;let n=we(e.bytes_per_day,t.retention_days,t.quota_gb);return c`
      <p class="hint">
        ${s(`forecast.used`,{amount:Se(e.used_bytes)})}
        ${e.oldest_ms===null?p:s(`forecast.oldest`,{at:j(e.oldest_ms)})}<br />
        ${s(`forecast.now`,{forecast:Ee(e)})}
        ${n===null?p:c`<br />${s(`forecast.then`,{days:xe(n)})}`}
      </p>
      <p role="status" class="loss">${this.loss??``}</p>
    `}change(e){this.dispatchEvent(new CustomEvent(`draft-changed`,{detail:e}))}async read(){try{let{cameras:e}=await this.app.api.call(`GET /api/storage`);this.storage=e.find(({camera_id:e})=>e===this.camera.id)??null}catch{}}async preview(){this.asking?.abort();let{signal:e}=this.asking=new AbortController,{retention_days:t,quota_gb:n}=this.draft;try{let r=A(this.camera.id,t,n),i=await this.app.api.call(`POST /api/storage/preview`,{body:r,signal:e});this.loss=Te(i,this.camera.id)??s(`forecast.no_loss`)}catch(e){fe(e)||(this.loss=null)}}};g([d({attribute:!1})],J.prototype,`app`,void 0),g([d({attribute:!1})],J.prototype,`camera`,void 0),g([d({attribute:!1})],J.prototype,`draft`,void 0),g([m()],J.prototype,`storage`,void 0),g([m()],J.prototype,`loss`,void 0),J=g([b(`wf-edit-recording`)],J);var mt=20,ht=500,gt=6e4;function _t(e,t){let n=e.filter(({tuning:e})=>e?.camera_id===t);return{done:n.filter(({tuned:e})=>e!==null).toSorted((e,t)=>t.created_ms-e.created_ms)[0]??null,isBusy:n.some(ke)}}function vt(e,t){let n=new Set(t.map(({start_ms:e})=>e));return e.filter(({start_ms:e,end_ms:t})=>{let r=t-e;return r>=ht&&r<=gt&&!n.has(e)})}var Y=class extends S{static{this.styles=[f,_,...E,x`
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
      summary {
        padding: 0.4rem 0;
        cursor: pointer;
      }
    `]}constructor(){super(),this.moment=null,this.isOpen=!1,this.samples=new M(async e=>{let t={camera_id:this.camera.id};return(await this.app.api.call(`GET /api/cameras/{camera_id}/tuning/samples`,{params:t,signal:e})).samples}),this.lines=new M(async e=>{let t={camera_ids:[this.camera.id],limit:mt};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),this.toggled=e=>{e.target===e.currentTarget&&(this.isOpen=e.target.open,this.isOpen&&(this.samples.load(),this.lines.load()))},new v(this,()=>[this.samples,this.lines,this.app.jobs,this.app.me])}render(){return c`<details @toggle=${this.toggled}>
      <summary>${s(`tuner.heading`)}</summary>
      ${this.isOpen?this.renderTuner():p}
    </details>`}renderTuner(){return c`
      <p class="hint">${s(`tuner.text`)}</p>
      ${this.moment===null?p:c`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${Ae(this.samples.get(),this.samples.load,e=>c`
          <h2>${s(`tuner.samples`)}</h2>
          ${e.length===0?c`<p>${s(`tuner.no_samples`)}</p>`:p}
          <ul>
            ${ye(e,({id:e})=>e,e=>c`<li>${this.renderSample(e)}</li>`)}
          </ul>
          ${C(this.app.me.get(),`edit`)?this.renderOffers(e):p} ${this.renderSearch(e)}
        `)}
    `}renderSample(e){let t=e.start_ms===null?s(`tuner.uploaded`):j(e.start_ms),n=Oe(e.length_ms),r=C(this.app.me.get(),`edit`);return c`
      ${this.renderPlay(e.start_ms,t)}
      <label>
        ${t} · ${n}${e.corrected?` · ${s(`tuner.corrected`)}`:``}
        <input
          dir="auto"
          maxlength="2000"
          ?disabled=${!r}
          .value=${e.text}
          placeholder=${s(`tuner.said`)}
          @change=${t=>void this.correct(e,t.target.value)}
        />
      </label>
      <span class="row">
        ${e.corrected||!r||e.text===``?p:c`<button @click=${()=>void this.correct(e,e.text)}>${s(`tuner.right`)}</button>`}
        ${r?c`<button
                class="plain round"
                aria-label=${`${s(`tuner.remove`)}: ${t}`}
                @click=${()=>void this.drop(e)}
              >
                ${h(y)}
              </button>`:p}
      </span>
    `}renderPlay(e,t){if(e===null)return c`<span></span>`;let n=s(`person.play`,{what:t});return c`<button
      class="plain round"
      aria-label=${n}
      title=${n}
      @click=${()=>this.moment={camera_id:this.camera.id,at_ms:e}}
    >
      ${h(ne)}
    </button>`}renderOffers(e){let t=vt(this.lines.get().value??[],e);return c`<details>
      <summary>${s(`tuner.take`)}</summary>
      ${t.length===0?c`<p>${s(`tuner.no_lines`)}</p>`:p}
      <ul>
        ${t.map(e=>c`<li>
              ${this.renderPlay(e.start_ms,j(e.start_ms))}
              <span dir="auto">${e.text}</span>
              <button @click=${()=>void this.take(e)}>${s(`tuner.take_this`)}</button>
            </li>`)}
      </ul>
    </details>`}renderSearch(e){let{done:t,isBusy:n}=_t(this.app.jobs.get().value??[],this.camera.id),r=e.filter(e=>e.corrected).length;return c`
      <div class="row">
        <button
          class="primary"
          ?disabled=${r===0||n||!C(this.app.me.get(),`edit`)}
          @click=${()=>void this.search()}
        >
          ${h(le)}${s(n?`tuner.searching`:`tuner.search`)}
        </button>
        <span class="hint">${s(`tuner.count`,{count:r})}</span>
      </div>
      <div role="status">${t===null?p:this.renderOutcome(t)}</div>
    `}renderOutcome(e){let t=e.tuned,n=t?.trials[0],r=t?.trials[t.best];if(t===null||n===void 0||r===void 0)return c``;let i=s(t.best===0?`tuner.no_better`:`tuner.better`,{before:De(n.wer),after:De(r.wer),trials:t.trials.length,what:r.changed.join(`, `)});return c`<p>${i}${t.complete?``:` ${s(`tuner.incomplete`)}`}</p>
      ${t.best===0||!C(this.app.me.get(),`admin`)?p:c`<button @click=${()=>void this.apply(e)}>${s(`tuner.apply`)}</button>`}`}async take({start_ms:e,end_ms:t}){let n={camera_id:this.camera.id};await this.app.toasts.attempt(async()=>{let r={start:e,end:t};await this.app.api.call(`POST /api/cameras/{camera_id}/tuning/samples`,{params:n,body:r}),await this.samples.load()})}async correct({id:e},t){let n=t.trim();if(n===``)return;let r={camera_id:this.camera.id,sample_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`PATCH /api/cameras/{camera_id}/tuning/samples/{sample_id}`,{params:r,body:{text:n}}),await this.samples.load()})}async drop({id:e}){let t={camera_id:this.camera.id,sample_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/cameras/{camera_id}/tuning/samples/{sample_id}`,{params:t}),await this.samples.load()})}async search(){let e={camera_id:this.camera.id};await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/cameras/{camera_id}/tuning`,{params:e,body:{}}),this.app.toasts.done(s(`tuner.ordered`))})}async apply({id:e}){let t={camera_id:this.camera.id,job_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/cameras/{camera_id}/tuning/{job_id}/apply`,{params:t}),this.app.toasts.done(s(`tuner.applied`)),await this.app.cameras.load()})}};g([d({attribute:!1})],Y.prototype,`app`,void 0),g([d({attribute:!1})],Y.prototype,`camera`,void 0),g([m()],Y.prototype,`moment`,void 0),g([m()],Y.prototype,`isOpen`,void 0),Y=g([b(`wf-speech-tuner`)],Y);function yt({engines:e,models:t},n){let r=e.filter(e=>n===``||e.engine===n),i=t.filter(({state:e})=>e===`installed`).map(({name:e})=>e),a=r.map(({model:e})=>e).filter(e=>e!==null);return{engines:[...new Set(e.map(e=>e.engine))],models:[...new Set([...a,...i])]}}var X=class extends S{static{this.styles=[f,_,...E,x`
      :host {
        display: grid;
        gap: 1rem;
      }
    `]}constructor(){super(),this.known=new M(async e=>{let[{engines:t},{models:n}]=await Promise.all([this.app.api.call(`GET /api/speech`,{signal:e}),this.app.api.call(`GET /api/models`,{signal:e})]);return{engines:t,models:n}}),new v(this,()=>[this.known])}connectedCallback(){super.connectedCallback(),this.known.load()}render(){let{draft:e}=this;return c`
      <wf-switch
        label=${s(`live.setting.transcribe`)}
        .checked=${e.transcribe}
        @change=${()=>this.change({transcribe:!e.transcribe})}
      ></wf-switch>
      <wf-switch
        label=${s(`edit.recognize_voices`)}
        .checked=${e.recognize_voices}
        @change=${()=>this.change({recognize_voices:!e.recognize_voices})}
      ></wf-switch>
      <wf-switch
        label=${s(`edit.speech.live`)}
        .checked=${e.live}
        @change=${()=>this.change({live:!e.live})}
      ></wf-switch>
      <div class="pair">${this.renderLanguage()}</div>
      <div class="pair">${this.renderEngine()}</div>
      <div class="pair">${this.renderWords()}</div>
      <wf-speech-tuner .app=${this.app} .camera=${this.camera}></wf-speech-tuner>
    `}renderLanguage(){let{draft:e}=this;return c`
      ${T({label:s(`edit.speech.mode`),hint:s(`edit.speech.mode_text.${e.language_mode}`),value:e.language_mode,options:[`fixed`,`auto`,`locked`].map(e=>[e,s(`edit.speech.modes.${e}`)]),changed:e=>this.change({language_mode:e})})}
      ${e.language_mode===`fixed`?w({label:s(`edit.language`),hint:s(`edit.language_text`),value:e.language,placeholder:s(`edit.language_auto`),changed:e=>this.change({language:e})}):p}
      ${T({label:s(`edit.speech.task`),value:e.task,options:[`transcribe`,`translate`].map(e=>[e,s(`edit.speech.tasks.${e}`)]),changed:e=>this.change({task:e})})}
    `}renderEngine(){let{draft:e}=this,t=yt(this.known.get().value??{engines:[],models:[]},e.speech_engine),n=(e,t)=>{let n=t===``||e.includes(t)?e:[t,...e];return[[``,s(`edit.speech.servers_choice`)],...n.map(e=>[e,e])]};return c`
      ${T({label:s(`edit.speech.engine`),value:e.speech_engine,options:n(t.engines,e.speech_engine),changed:e=>this.change({speech_engine:e})})}
      ${T({label:s(`edit.speech.model`),hint:s(`edit.speech.model_text`),value:e.speech_model,options:n(t.models,e.speech_model),changed:e=>this.change({speech_model:e})})}
    `}renderWords(){let{draft:e}=this;return c`
      ${w({label:s(`edit.speech.hot_words`),hint:s(`edit.speech.hot_words_text`),value:e.hot_words,changed:e=>this.change({hot_words:e})})}
      ${D({label:s(`edit.keep_days`),hint:s(`edit.keep_days_text`),value:e.keep_days,min:1,max:3650,placeholder:s(`edit.as_server`),changed:e=>this.change({keep_days:e})})}
    `}change(e){this.dispatchEvent(new CustomEvent(`draft-changed`,{detail:e}))}};g([d({attribute:!1})],X.prototype,`app`,void 0),g([d({attribute:!1})],X.prototype,`camera`,void 0),g([d({attribute:!1})],X.prototype,`draft`,void 0),X=g([b(`wf-edit-speech`)],X);var bt=[`general`,`recording`,`speech`,`faces`,`hours`];function xt(e,t){switch(e){case`recording`:return Ct(t);case`speech`:return wt(t);case`faces`:return Tt(t);case`hours`:return Et(t);default:return St(t)}}function St({camera:e,draft:t,change:n}){let r=e.status?.recent_problems??[];return c`
    ${w({label:s(`add.name`),value:t.name,required:!0,changed:e=>n({name:e})})}
    ${w({label:s(`add.url`),hint:s(`edit.url_text`),value:t.url,required:!0,changed:e=>n({url:e})})}
    ${w({label:s(`add.sub_url`),hint:s(`add.sub_url_text`),value:t.sub_url,changed:e=>n({sub_url:e})})}
    ${e.status?.stream?c`<wf-stream-report .report=${e.status.stream}></wf-stream-report>`:c`<p class="hint">${s(`cameras.no_stream`)}</p>`}
    ${r.length===0?p:c`<details>
            <summary>${s(`edit.problems`,{count:r.length})}</summary>
            <ol reversed>
              ${[...r].reverse().map(({code:e,message:t,at_ms:n})=>c`<li>
                    <strong>${s(`problem.${e}`)}</strong>
                    ${n===null?p:j(n)}<br />${t}
                  </li>`)}
            </ol>
          </details>`}
  `}function Ct({app:e,camera:t,draft:n,change:r}){return c`<wf-edit-recording
    .app=${e}
    .camera=${t}
    .draft=${n}
    @draft-changed=${e=>r(e.detail)}
  ></wf-edit-recording>`}function wt({app:e,camera:t,draft:n,change:r}){return c`<wf-edit-speech
    .app=${e}
    .camera=${t}
    .draft=${n}
    @draft-changed=${e=>r(e.detail)}
  ></wf-edit-speech>`}function Tt({app:e,camera:t,draft:n,change:r}){let i={camera_id:t.id},a=e.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:i,query:{width:1280}});return c`
    <wf-switch
      label=${s(`live.setting.recognize_faces`)}
      .checked=${n.recognize_faces}
      @change=${()=>r({recognize_faces:!n.recognize_faces})}
    ></wf-switch>
    ${D({label:s(`edit.least_face`),hint:s(`edit.least_face_text`),value:n.least_face_px,min:20,max:1e3,changed:e=>e!==null&&r({least_face_px:e})})}
    <h2>${s(`edit.areas`)}</h2>
    <p class="hint">${s(`edit.areas_text`)}</p>
    <wf-area-editor
      .source=${a}
      .alternative=${s(`live.picture_of`,{name:t.name})}
      .areas=${n.areas}
      @change=${e=>r({areas:e.target.areas})}
    ></wf-area-editor>
  `}function Et({draft:e,change:t}){return c`
    <p class="hint">${s(`edit.hours_text`)}</p>
    ${[`text`,`faces`,`voices`].map(n=>c`<wf-week-schedule
          label=${s(`edit.hours.${n}`)}
          .slots=${e[`${n}_hours`]}
          @change=${e=>t({[`${n}_hours`]:e.target.slots})}
        ></wf-week-schedule>`)}
  `}var Z=class extends S{constructor(...e){super(...e),this.section=``,this.told=null,this.isSaving=!1,this.asked=null,this.close=()=>void(this.asked=null),this.discard=()=>{this.draft=W(this.camera),this.told=null},this.save=async()=>{if(!ct(G(this.camera,this.draft)))return this.store();await this.attempt(async()=>{let e=A(this.camera.id,this.draft.retention_days,this.draft.quota_gb),t=Te(await this.app.api.call(`POST /api/storage/preview`,{body:e}),this.camera.id);t!==null&&(this.asked={loss:t})})&&this.asked===null&&await this.store()},this.store=async()=>{this.asked=null;let e=G(this.camera,this.draft),t={camera_id:this.camera.id};await this.attempt(async()=>{let n=await this.app.api.call(`PATCH /api/cameras/{camera_id}`,{params:t,body:e});this.camera=n,this.draft=W(n),this.app.toasts.done(s(`edit.saved`)),await this.app.cameras.load()})},this.drop=async()=>{this.asked=null;let{id:e,name:t}=this.camera;await this.attempt(async()=>{await this.app.api.call(`DELETE /api/cameras/{camera_id}`,{params:{camera_id:e}}),this.app.toasts.done(s(`edit.removed`,{name:t})),this.app.router.go(`cameras`)})}}static{this.styles=[f,_,...E,x`
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
    `]}willUpdate(e){if(!e.has(`camera`))return;let t=e.get(`camera`),n=t?.id!==this.camera.id;(n||Object.keys(G(t,this.draft)).length===0)&&(this.draft=W(this.camera)),n&&(this.told=null)}render(){let{app:t,camera:n,draft:r}=this,i=bt.find(e=>e===this.section)??`general`,a=`cameras/${encodeURIComponent(n.id)}`;return c`
      <header class="row">
        <a class="button plain round" href="cameras" aria-label=${s(`cameras.all`)} title=${s(`cameras.all`)}>
          ${h(e)}
        </a>
        <h1>${n.name}</h1>
        <button @click=${()=>this.asked=`remove`}>${h(y)}${s(`edit.remove`)}</button>
      </header>
      <nav class="row" aria-label=${s(`edit.parts`)}>
        ${bt.map(e=>c`<a class="button" href="${a}/${e}" aria-current=${e===i?`page`:`false`}>
              ${s(`edit.part.${e}`)}
            </a>`)}
      </nav>
      <section class="card" aria-label=${s(`edit.part.${i}`)}>
        ${xt(i,{app:t,camera:n,draft:r,change:e=>this.draft={...this.draft,...e}})}
      </section>
      ${this.told===null?p:c`<wf-problem .told=${this.told}></wf-problem>`} ${this.renderSave()}
      ${this.renderDialog()}
    `}renderSave(){if(Object.keys(G(this.camera,this.draft)).length===0)return p;let e=st(this.draft);return c`<div class="save">
      <span role="status">${s(e?`edit.flawed`:`edit.unsaved`)}</span>
      <button @click=${this.discard}>${s(`edit.discard`)}</button>
      <button class="primary" ?disabled=${e||this.isSaving} @click=${this.save}>
        ${h(de)}${s(`edit.save`)}
      </button>
    </div>`}renderDialog(){let{asked:e}=this,t=e===`remove`,n=t?s(`edit.remove_title`,{name:this.camera.name}):s(`edit.loss_title`),r=e===null?``:t?s(`edit.remove_text`):e.loss;return c`<wf-dialog .open=${e!==null} heading=${n} @closed=${this.close}>
      <p>${r}</p>
      <button slot="actions" @click=${this.close}>${s(`edit.cancel`)}</button>
      <button slot="actions" class="danger" @click=${t?this.drop:this.store}>
        ${s(t?`edit.remove_do`:`edit.loss_do`)}
      </button>
    </wf-dialog>`}async attempt(e){this.isSaving=!0,this.told=null;try{return await e(),!0}catch(e){return this.told=O(e),!1}finally{this.isSaving=!1}}};g([d({attribute:!1})],Z.prototype,`app`,void 0),g([d({attribute:!1})],Z.prototype,`camera`,void 0),g([d()],Z.prototype,`section`,void 0),g([m()],Z.prototype,`draft`,void 0),g([m()],Z.prototype,`told`,void 0),g([m()],Z.prototype,`isSaving`,void 0),g([m()],Z.prototype,`asked`,void 0),Z=g([b(`wf-edit-camera`)],Z);var Dt=`add`,Q=class extends _e{constructor(){super(),this.storage=null,new v(this,()=>[this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.readStorage()}render(){let{camera:e,part:t=``}=this.place.params,{value:n,error:i}=this.app.cameras.get(),a=this.app.me.get();if(n===null||a===null)return this.renderNothingYet(i);if(e===void 0)return this.renderList(n);if(!C(a,`admin`))return $(r,s(`cameras.locked`),s(`errors.forbidden`));if(e===Dt)return c`<wf-add-camera .app=${this.app} .way=${t}></wf-add-camera>`;let o=n.find(t=>t.id===e);return o===void 0?$(u,s(`live.gone`),s(`live.gone_text`)):c`<wf-edit-camera .app=${this.app} .camera=${o} .section=${t}></wf-edit-camera>`}renderList(e){if(e.length>0)return c`<wf-camera-list .app=${this.app} .cameras=${e} .storage=${this.storage}></wf-camera-list>`;let t=C(this.app.me.get(),`admin`);return c`<h1>${s(`nav.cameras`)}</h1>
      <wf-notice
        .icon=${ie}
        heading=${s(`live.none`)}
        text=${s(t?`cameras.none_text`:`cameras.none_ask`)}
      >
        ${t?c`<a class="button primary" href="cameras/add">${h(l)}${s(`cameras.add_first`)}</a>
                <a class="button" href="cameras/add/search">${s(`add.way.search`)}</a>
                <a class="button" href="cameras/add/frigate">${s(`add.way.frigate`)}</a>`:``}
      </wf-notice>`}renderNothingYet(e){return c`<h1>${s(`nav.cameras`)}</h1>
      ${e===null?c`<p role="status">${s(`loading`)}</p>`:c`<wf-notice .icon=${u} heading=${s(`failure.title`)} text=${te(e)}>
              <button class="primary" @click=${()=>void this.app.cameras.load()}>${s(`failure.retry`)}</button>
            </wf-notice>`}`}async readStorage(){try{this.storage=await this.app.api.call(`GET /api/storage`)}catch{}}};g([m()],Q.prototype,`storage`,void 0),Q=g([b(`wf-cameras-page`)],Q);function $(e,t,n){return c`<h1 class="hidden-text">${t}</h1>
    <wf-notice .icon=${e} heading=${t} text=${n}>
      <a class="button primary" href="cameras">${s(`cameras.all`)}</a>
    </wf-notice>`}export{Q as CamerasPage};