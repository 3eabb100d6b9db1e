import{B as e,C as t,Et as n,Ft as r,Kt as i,O as a,Qt as o,R as s,Rt as c,S as ee,St as te,Ut as ne,Wt as re,X as ie,Y as ae,Yt as oe,_ as l,_t as se,et as ce,g as u,gn as le,gt as ue,h as d,ht as de,i as f,jt as fe,kt as pe,lt as me,m as p,n as m,nt as he,on as ge,ot as _e,qt as ve,sn as ye,t as h,ut as g,v as _,w as be,x as v,y}from"./decorate-DQJKDT0g.js";import{t as b}from"./rights-KL0q-kIB.js";import{n as x}from"./store-D0-sJLqh.js";import{t as xe}from"./notice-C2iW6REb.js";import{t as Se}from"./query-Df4-SAIv.js";import{t as Ce}from"./page-reyvvdgm.js";import{a as S,i as C,n as w,r as T,t as E}from"./problem-BRJCmJVL.js";import{n as we,r as D,t as Te}from"./amounts-sCo6Hd8J.js";import"./switch-D5yfH_l7.js";import{t as Ee}from"./camera-state-B6MYF3v1.js";import{i as De,n as O,r as k,t as A}from"./forecast-DIATyH7R.js";import"./dialog-CIG-yMuu.js";import{a as j,o as Oe,r as ke}from"./format-CJvLajJV.js";import"./week-schedule-BInyCJaa.js";import{t as M}from"./remote-CkOU22TJ.js";import{n as Ae}from"./jobs-CI4TwHKM.js";import"./moment-player-DevRIBjm.js";import{t as je}from"./remote-DAP5Dfxq.js";var Me=/^(hevc|h\.?265)$/i,Ne=`video/mp4; codecs="hvc1.1.6.L93.B0"`;function Pe(e){return e===null||!Me.test(e)||typeof MediaSource<`u`&&MediaSource.isTypeSupported(Ne)}function Fe({video_codec:e,width:t,height:n,frames_per_s:r}){if(e===null)return a(`stream.no_video`);let i=[e.toUpperCase(),`${t} × ${n}`];return r>0&&i.push(a(`stream.rate`,{rate:D(r)})),i.join(`, `)}function Ie({audio_codec:e,sample_rate_hz:t}){return e===null?a(`stream.no_audio`):`${e.toUpperCase()}, ${D(t/1e3)} kHz`}var N=class extends _{static{this.styles=[f,t`
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
    `]}render(){let{report:e}=this;return v`
      <dl>
        <dt>${a(`stream.video`)}</dt>
        <dd>${Fe(e)}</dd>
        <dt>${a(`stream.audio`)}</dt>
        <dd>${Ie(e)}</dd>
      </dl>
      ${e.notes.map(e=>v`<p>${e}</p>`)}
      ${Pe(e.video_codec)?y:v`<p>${a(`stream.hevc`)}</p>`}
    `}};h([u({attribute:!1})],N.prototype,`report`,void 0),N=h([l(`wf-stream-report`)],N);var Le={name:``,url:``,sub_url:``},P=class extends _{constructor(...e){super(...e),this.address=Le,this.working=null,this.report=null,this.told=null,this.test=async()=>{let e=this.address.url.trim();await this.attempt(`test`,async()=>{let t=await this.app.api.call(`POST /api/cameras/probe`,{body:{url:e}});this.address.url.trim()===e&&(this.report=t)})}}static{this.styles=[f,m,...w]}willUpdate(e){e.has(`address`)&&e.get(`address`)?.url!==this.address.url&&(this.report=this.told=null)}render(){let{address:e}=this,t=e.url.trim()!==``&&this.working===null;return v`<form class="card" @submit=${this.add}>
      ${S({label:a(`add.name`),value:e.name,required:!0,placeholder:a(`add.name_example`),changed:e=>this.address={...this.address,name:e}})}
      ${S({label:a(`add.url`),hint:a(`add.url_text`),value:e.url,required:!0,placeholder:`rtsp://user:password@192.168.1.20/stream1`,changed:e=>this.address={...this.address,url:e}})}
      ${S({label:a(`add.sub_url`),hint:a(`add.sub_url_text`),value:e.sub_url,changed:e=>this.address={...this.address,sub_url:e}})}
      <div role="status">
        ${this.working===`test`?a(`add.testing`):y}
        ${this.report===null?y:v`<wf-stream-report .report=${this.report}></wf-stream-report>`}
      </div>
      ${this.told===null?y:v`<wf-problem .told=${this.told}></wf-problem>`}
      <div class="row">
        <button type="button" ?disabled=${!t} @click=${this.test}>${p(_e)}${a(`add.test`)}</button>
        <button class="primary" ?disabled=${!t||e.name.trim()===``}>
          ${p(i)}${a(this.told===null?`cameras.add`:`add.anyway`)}
        </button>
      </div>
    </form>`}async add(e){e.preventDefault();let{name:t,url:n,sub_url:r}=this.address,i={name:t.trim(),url:n.trim(),sub_url:r.trim()||null};await this.attempt(`add`,async()=>{let e=await this.app.api.call(`POST /api/cameras`,{body:i});this.app.toasts.done(a(`add.added`,{name:e.name})),await this.app.cameras.load(),this.app.router.go(`live/${encodeURIComponent(e.id)}`)})}async attempt(e,t){this.working=e,this.report=this.told=null;try{await t()}catch(e){this.told=E(e)}finally{this.working=null}}};h([u({attribute:!1})],P.prototype,`app`,void 0),h([u({attribute:!1})],P.prototype,`address`,void 0),h([d()],P.prototype,`working`,void 0),h([d()],P.prototype,`report`,void 0),h([d()],P.prototype,`told`,void 0),P=h([l(`wf-add-by-address`)],P);function Re(e,t,n){if(t===``)return e;let r=`${encodeURIComponent(t)}${n===``?``:`:${encodeURIComponent(n)}`}`;return e.replace(/^([a-z][a-z0-9+.-]*:\/\/)(?:[^/@]*@)?/i,(e,t)=>`${t}${r}@`)}function ze(e,t){return e.filter(({url:e,width:n})=>e!==t.url&&n>=640&&n<t.width).reduce((e,t)=>e===null||t.width<e.width?t:e,null)}function Be(e){return[...new Set([...e.matchAll(/\{(FRIGATE_\w+)\}/g)].map(([,e])=>e??``))].sort()}var Ve=4,He=80,F=class extends _{constructor(...e){super(...e),this.devices=null,this.device=null,this.host=``,this.port=He,this.username=``,this.password=``,this.working=null,this.told=null,this.search=()=>this.attempt(`search`,async()=>{let{devices:e}=await this.app.api.call(`POST /api/discovery`,{body:{seconds:Ve}});this.devices=e})}static{this.styles=[f,m,...w,t`
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
        <p class="hint">${a(`find.text`)}</p>
        <div class="row">
          <button class="primary" ?disabled=${this.working!==null} @click=${this.search}>
            ${p(fe)}${a(`find.search`)}
          </button>
          <span role="status"
            >${this.working===null?y:a(this.working===`search`?`find.searching`:`find.look_up`)}</span
          >
        </div>
        ${this.renderDevices()}
      </div>
      <form class="card" @submit=${this.lookUp}>
        <h2>${a(`find.ask`)}</h2>
        <p class="hint">${a(`find.ask_text`)}</p>
        <div class="pair">
          ${S({label:a(`find.host`),value:this.host,required:!0,changed:e=>this.host=e})}
          ${T({label:a(`find.port`),value:this.port,min:1,max:65535,changed:e=>this.port=e??He})}
          ${S({label:a(`find.username`),value:this.username,changed:e=>this.username=e})}
          ${S({label:a(`find.password`),type:`password`,value:this.password,changed:e=>this.password=e})}
        </div>
        ${this.told===null?y:v`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row">
          <button ?disabled=${this.host.trim()===``||this.working!==null}>${a(`find.streams`)}</button>
        </div>
        ${this.renderStreams()}
      </form>
    `}renderDevices(){let{devices:e}=this;return e===null?y:e.length===0?v`<p role="status">${a(`find.nobody`)}</p>`:v`<ul aria-label=${a(`find.found`)}>
      ${e.map(e=>v`<li>
            <button
              aria-pressed=${e.host===this.host&&e.port===this.port}
              @click=${()=>this.choose(e)}
            >
              <span>${Ue(e)}<br /><span class="hint">${e.host}</span></span
              >${p(he)}
            </button>
          </li>`)}
    </ul>`}renderStreams(){let{device:e}=this;return e===null?y:e.streams.length===0?v`<p role="status">${a(`find.no_streams`)}</p>`:v`<h3>${a(`find.choose`)}</h3>
      <ul>
        ${e.streams.map(t=>v`<li>
              <button type="button" @click=${()=>this.take(e,t)}>
                <span>
                  ${t.name??t.profile}<br />
                  <span class="hint">${t.video_codec??``} ${t.width} × ${t.height}</span>
                </span>
                ${p(he)}
              </button>
            </li>`)}
      </ul>`}choose(e){this.host=e.host,this.port=e.port,this.device=this.told=null,this.updateComplete.then(()=>this.renderRoot.querySelectorAll(`form input`)[2]).then(e=>e?.focus())}take(e,t){let n=ze(e.streams,t),r={name:e.name??e.model??``,url:Re(t.url,this.username,this.password),sub_url:n===null?``:Re(n.url,this.username,this.password)};this.dispatchEvent(new CustomEvent(`address-found`,{detail:r}))}async lookUp(e){e.preventDefault();let{host:t,port:n,username:r,password:i}=this;await this.attempt(`look_up`,async()=>{let e={host:t.trim(),port:n,username:r,password:i},{devices:a}=await this.app.api.call(`POST /api/discovery`,{body:e});this.device=a[0]??null})}async attempt(e,t){this.working=e,this.told=this.device=null;try{await t()}catch(e){this.told=E(e)}finally{this.working=null}}};h([u({attribute:!1})],F.prototype,`app`,void 0),h([d()],F.prototype,`devices`,void 0),h([d()],F.prototype,`device`,void 0),h([d()],F.prototype,`host`,void 0),h([d()],F.prototype,`port`,void 0),h([d()],F.prototype,`username`,void 0),h([d()],F.prototype,`password`,void 0),h([d()],F.prototype,`working`,void 0),h([d()],F.prototype,`told`,void 0),F=h([l(`wf-find-cameras`)],F);function Ue({name:e,manufacturer:t,model:n,hardware:r,host:i}){return e??([t,n??r].filter(Boolean).join(` `)||i)}var I=class extends _{constructor(...e){super(...e),this.config=``,this.variables={},this.shown=null,this.working=!1,this.told=null,this.create=async()=>{if(await this.order(!0),this.told!==null)return;await this.app.cameras.load();let e=this.shown?.filter(({camera_id:e})=>e!==null).length??0;this.app.toasts.done(a(`frigate.created`,{count:e})),this.shown?.every(({problem:e})=>e===null)&&this.app.router.go(`cameras`)}}static{this.styles=[f,m,...w,t`
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
    `]}render(){let e=this.config.trim()!==``&&!this.working;return v`
      <form class="card" @submit=${this.show}>
        <p class="hint">${a(`frigate.text`)}</p>
        <label>
          ${a(`frigate.file`)}
          <input type="file" accept=".yml,.yaml,text/yaml" @change=${this.read} />
        </label>
        <label>
          ${a(`frigate.config`)}
          <textarea rows="8" spellcheck="false" .value=${this.config} @input=${this.typed}></textarea>
        </label>
        ${Be(this.config).map(e=>S({label:e,type:`password`,value:this.variables[e]??``,changed:t=>this.variables={...this.variables,[e]:t}}))}
        ${this.told===null?y:v`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row"><button ?disabled=${!e}>${p(de)}${a(`frigate.show`)}</button></div>
      </form>
      ${this.shown===null?y:this.renderShown(this.shown)}
    `}renderShown(e){let t=e.filter(({problem:e,camera_id:t})=>e===null&&t===null).length;return v`
      <section class="stack" aria-label=${a(`frigate.result`)}>
        ${e.length===0?v`<p role="status">${a(`frigate.none`)}</p>`:e.map(We)}
        ${t===0?y:v`<div class="row">
                <button class="primary" ?disabled=${this.working} @click=${this.create}>
                  ${p(i)}${a(`frigate.create`,{count:t})}
                </button>
              </div>`}
      </section>
    `}typed(e){this.config=e.target.value,this.shown=null}async read(e){let t=e.target.files?.[0];t!==void 0&&(this.config=await t.text(),this.shown=null)}async show(e){e.preventDefault(),await this.order(!1)}async order(e){this.working=!0,this.told=null;try{let t=Be(this.config),n=Object.fromEntries(t.map(e=>[e,this.variables[e]??``])),r={config:this.config,variables:n,create:e};this.shown=(await this.app.api.call(`POST /api/import/frigate`,{body:r})).cameras}catch(e){this.told=E(e)}finally{this.working=!1}}};h([u({attribute:!1})],I.prototype,`app`,void 0),h([d()],I.prototype,`config`,void 0),h([d()],I.prototype,`variables`,void 0),h([d()],I.prototype,`shown`,void 0),h([d()],I.prototype,`working`,void 0),h([d()],I.prototype,`told`,void 0),I=h([l(`wf-import-frigate`)],I);function We(e){return v`<article class="card">
    <div>
      <h2>${e.name}</h2>
      ${e.url===null?y:v`<code>${e.url}</code>`}
      ${e.notes.length===0?y:v`<ul>
              ${e.notes.map(e=>v`<li>${e}</li>`)}
            </ul>`}
    </div>
    ${e.problem===null?y:v`<wf-problem .told=${e.problem}></wf-problem>`}
    ${e.camera_id===null?y:v`<p class="hint">${a(`frigate.made`)}</p>`}
  </article>`}var Ge=[[`address`,n],[`search`,oe],[`frigate`,se],[`home`,te]],Ke=`https://github.com/thewallflower/thewallflower/blob/main/docs/home-assistant.md#actions`,L=class extends _{constructor(...e){super(...e),this.way=``,this.address=Le}static{this.styles=[f,m,w,t`
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
    `]}render(){let t=Ge.find(([e])=>e===this.way)?.[0]??`address`;return v`
      <header>
        <a class="button plain round" href="cameras" aria-label=${a(`cameras.all`)} title=${a(`cameras.all`)}>
          ${p(e)}
        </a>
        <h1>${a(`cameras.add`)}</h1>
      </header>
      <nav aria-label=${a(`add.ways`)}>
        ${Ge.map(([e,n])=>v`<a class="button" href="cameras/add/${e}" aria-current=${e===t?`page`:`false`}>
              ${p(n)}${a(`add.way.${e}`)}
            </a>`)}
      </nav>
      ${this.renderWay(t)}
    `}renderWay(e){switch(e){case`search`:return v`<wf-find-cameras .app=${this.app} @address-found=${this.found}></wf-find-cameras>`;case`frigate`:return v`<wf-import-frigate .app=${this.app}></wf-import-frigate>`;case`home`:return v`<section class="card">
          <p>${a(`add.home`)}</p>
          <ol>
            <li>${a(`add.home_open`)}</li>
            <li>${a(`add.home_choose`)}</li>
          </ol>
          <p>${a(`add.home_action`)} <a href=${Ke} target="_blank" rel="noreferrer">${a(`add.home_guide`)}</a></p>
        </section>`;default:return v`<wf-add-by-address .app=${this.app} .address=${this.address}></wf-add-by-address>`}}found(e){this.address=e.detail,this.app.router.go(`cameras/add/address`)}};h([u({attribute:!1})],L.prototype,`app`,void 0),h([u()],L.prototype,`way`,void 0),h([d()],L.prototype,`address`,void 0),L=h([l(`wf-add-camera`)],L);var qe={live:ce,connecting:ge,offline:s,off:ve},R=class extends _{static{this.styles=[f,m,t`
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
    `]}constructor(){super(),this.cameras=[],this.storage=null,new x(this,()=>[this.app.me])}render(){let e=b(this.app.me.get(),`admin`);return v`
      <header>
        <h1>${a(`nav.cameras`)}</h1>
        ${e?v`<a class="button primary" href="cameras/add">${p(i)}${a(`cameras.add`)}</a>`:y}
      </header>
      <ul>
        ${xe(this.cameras,({id:e})=>e,t=>this.renderCamera(t,e))}
      </ul>
    `}renderCamera(e,t){let n=Ee(e),{status:r}=e,i=this.storage?.cameras.find(({camera_id:t})=>t===e.id),o=n.kind===`live`||n.kind===`off`?null:r?.problem??null;return v`<li>
      <div class="top">
        <h2>${e.name}</h2>
        <span class="state ${n.kind}">${p(qe[n.kind])}${n.label}</span>
      </div>
      ${o===null?y:v`<wf-problem .told=${o}></wf-problem>`}
      ${r?.stream?v`<p>${Fe(r.stream)}<br />${Ie(r.stream)}</p>`:v`<p>${a(`cameras.no_stream`)}</p>`}
      ${i===void 0?y:v`<p>${A(i)}</p>`} ${this.renderActions(e,t)}
    </li>`}renderActions(e,t){if(!b(this.app.me.get(),`control`))return y;let n={camera_id:e.id},{api:r,toasts:i}=this.app;return v`
      <wf-switch
        label=${a(`cameras.enabled`)}
        .checked=${e.enabled}
        @change=${()=>void i.attempt(()=>this.turn(e))}
      ></wf-switch>
      <div class="actions">
        ${t?v`<a class="button" href="cameras/${encodeURIComponent(e.id)}">
                ${p(ne)}${a(`cameras.edit`)}<bdi class="hidden-text">${e.name}</bdi>
              </a>`:y}
        <button ?disabled=${!e.enabled} @click=${()=>void i.attempt(async()=>{await r.call(`POST /api/cameras/{camera_id}/restart`,{params:n}),i.done(a(`cameras.restarting`,{name:e.name}))})}>
          ${p(o)}${a(`cameras.restart`)}<bdi class="hidden-text">${e.name}</bdi>
        </button>
      </div>
    `}async turn({id:e,enabled:t}){let n={camera_id:e};await this.app.api.call(t?`POST /api/cameras/{camera_id}/stop`:`POST /api/cameras/{camera_id}/start`,{params:n})}};h([u({attribute:!1})],R.prototype,`app`,void 0),h([u({attribute:!1})],R.prototype,`cameras`,void 0),h([u({attribute:!1})],R.prototype,`storage`,void 0),R=h([l(`wf-camera-list`)],R);var Je=3,Ye=1e-5,Xe=1e4;function Ze({zones:e,masks:t}){return[...e.map(({name:e,points:t})=>({kind:`zone`,name:e,points:t})),...t.map(({points:e})=>({kind:`mask`,name:``,points:e}))]}function Qe(e){let t=e=>e.points.map(({x:e,y:t})=>({x:e,y:t}));return{zones:e.filter(({kind:e})=>e===`zone`).map(e=>({name:e.name.trim(),points:t(e)})),masks:e.filter(({kind:e})=>e===`mask`).map(e=>({points:t(e)}))}}function $e(e,t){return{kind:e,name:e===`mask`?``:t,points:[[.35,.35],[.65,.35],[.65,.65],[.35,.65]].map(([e,t])=>({x:e,y:t}))}}function z({x:e,y:t}){let n=e=>Math.round(Math.min(1,Math.max(0,e))*Xe)/Xe;return{x:n(e),y:n(t)}}function B(e,t,n){return t in e.points?{...e,points:e.points.with(t,z(n))}:e}function V(e,t){return e.points.length>=50?e:{...e,points:e.points.toSpliced(t+1,0,tt(e,t))}}function et(e,t){return e.points.length<=Je?e:{...e,points:e.points.toSpliced(t,1)}}function tt({points:e},t){let n=e[t]??{x:0,y:0},r=e[(t+1)%e.length]??n;return z({x:(n.x+r.x)/2,y:(n.y+r.y)/2})}function nt(e,t,n){let r=(e,t)=>Math.min(1-Math.max(...e),Math.max(-Math.min(...e),t)),i=r(e.points.map(e=>e.x),t),a=r(e.points.map(e=>e.y),n);return{...e,points:e.points.map(e=>z({x:e.x+i,y:e.y+a}))}}function rt(e,t){let n=e[t];return n===void 0?null:n.points.length<Je?`few`:ot(n.points)?`crossing`:at(n.points)<Ye?`flat`:n.kind===`mask`?null:it(e,t,n.name)}function it(e,t,n){let r=e=>e.trim().toLowerCase();return r(n)===``?`nameless`:e.some((e,i)=>i!==t&&e.kind===`zone`&&r(e.name)===r(n))?`same_name`:null}function at(e){let t=e.reduce((t,n,r)=>{let i=e[(r+1)%e.length]??n;return t+n.x*i.y-i.x*n.y},0);return Math.abs(t)/2}function ot(e){let t=e.map((t,n)=>[t,e[(n+1)%e.length]??t]);return t.some(([e,n],r)=>t.some(([i,a],o)=>!(Math.abs(r-o)<=1||Math.abs(r-o)===t.length-1)&&st(e,n,i,a)))}function st(e,t,n,r){let[i,a,o,s]=[H(e,t,n),H(e,t,r),H(n,r,e),H(n,r,t)];return i*a<0&&o*s<0||i===0&&U(e,t,n)||a===0&&U(e,t,r)||o===0&&U(n,r,e)||s===0&&U(n,r,t)}function H(e,t,n){return(t.x-e.x)*(n.y-e.y)-(t.y-e.y)*(n.x-e.x)}function U(e,t,{x:n,y:r}){return Math.min(e.x,t.x)<=n&&n<=Math.max(e.x,t.x)&&Math.min(e.y,t.y)<=r&&r<=Math.max(e.y,t.y)}function W(e){let{name:t,url:n,record:r,transcribe:i,recognize_faces:a,recognize_voices:o,pre_roll_s:s,post_roll_s:c}=e;return{name:t,url:n,sub_url:e.sub_url??``,record:r,transcribe:i,recognize_faces:a,recognize_voices:o,language:e.language??``,mode:e.mode===`events`?`events`:`continuous`,pre_roll_s:s,post_roll_s:c,schedule:e.schedule,retention_days:e.retention_days,quota_gb:e.quota_gb,speech_engine:e.speech.engine??``,speech_model:e.speech.model??``,task:e.speech.task===`translate`?`translate`:`transcribe`,language_mode:e.speech.language_mode===`unknown`?`fixed`:e.speech.language_mode,hot_words:e.speech.hot_words.join(`, `),live:e.speech.live,keep_days:e.speech.keep_days,least_face_px:e.faces.least_face_px,areas:Ze(e.faces),text_hours:e.hours.text,faces_hours:e.hours.faces,voices_hours:e.hours.voices}}function G(e,t){let n=W(e),r=e=>JSON.stringify(n[e])!==JSON.stringify(t[e]),i={name:()=>({name:t.name.trim()}),url:()=>({url:t.url.trim()}),sub_url:()=>({sub_url:t.sub_url.trim()||null}),record:()=>({record:t.record}),transcribe:()=>({transcribe:t.transcribe}),recognize_faces:()=>({recognize_faces:t.recognize_faces}),recognize_voices:()=>({recognize_voices:t.recognize_voices}),language:()=>({language:t.language.trim()||null}),mode:()=>({mode:t.mode}),pre_roll_s:()=>({pre_roll_s:t.pre_roll_s}),post_roll_s:()=>({post_roll_s:t.post_roll_s}),schedule:()=>({schedule:[...t.schedule]}),retention_days:()=>({retention_days:t.retention_days}),quota_gb:()=>({quota_gb:t.quota_gb}),speech_engine:()=>({speech:{engine:t.speech_engine||null}}),speech_model:()=>({speech:{model:t.speech_model||null}}),task:()=>({speech:{task:t.task}}),language_mode:()=>({speech:{language_mode:t.language_mode}}),hot_words:()=>({speech:{hot_words:ct(t.hot_words)}}),live:()=>({speech:{live:t.live}}),keep_days:()=>({speech:{keep_days:t.keep_days}}),least_face_px:()=>({faces:{least_face_px:t.least_face_px}}),areas:()=>({faces:Qe(t.areas)}),text_hours:()=>({hours:{text:[...t.text_hours]}}),faces_hours:()=>({hours:{faces:[...t.faces_hours]}}),voices_hours:()=>({hours:{voices:[...t.voices_hours]}})};return Object.keys(i).filter(r).reduce((e,t)=>{let{faces:n,hours:r,speech:a,...o}=i[t]();return{...e,...o,...n===void 0?{}:{faces:{...e.faces,...n}},...a===void 0?{}:{speech:{...e.speech,...a}},...r===void 0?{}:{hours:{...e.hours,...r}}}},{})}function ct(e){let t=e.split(`,`).map(e=>e.trim());return[...new Set(t.filter(Boolean))]}function lt(e){return e.name.trim()===``||e.url.trim()===``||e.areas.some((t,n)=>rt(e.areas,n)!==null)}function ut(e){return`retention_days`in e||`quota_gb`in e}var dt=.01,ft=.001,pt={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]},K=class extends _{constructor(...e){super(...e),this.source=``,this.alternative=``,this.areas=[],this.chosen=null,this.picture=`awaited`,this.drag=null}static{this.styles=[f,t`
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
    `]}render(){let e=this.chosen===null?void 0:this.areas[this.chosen];return v`<div
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
      ${this.picture===`missing`?v`<p role="status">${a(`areas.no_picture`)}</p>`:y}
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        ${this.areas.map((e,t)=>this.renderArea(e,t))}
      </svg>
      ${e===void 0?``:v`${e.points.map((t,n)=>this.renderMiddle(e,n))}
            ${e.points.map((t,n)=>this.renderCorner(e,t,n))}`}
    </div>`}renderArea(e,t){let n=e.points.map(({x:e,y:t})=>`${e},${t}`).join(` `),r=t===this.chosen;return ee`<polygon class="${e.kind} ${r?`chosen`:``}" points=${n} @pointerdown=${n=>{r?this.press(n,null,e):this.dispatchEvent(new CustomEvent(`area-chosen`,{detail:t}))}} />`}renderCorner(e,t,n){let r={number:n+1,x:D(t.x*100),y:D(t.y*100)};return v`<button
      type="button"
      style="left: ${t.x*100}%; top: ${t.y*100}%"
      aria-label=${a(`areas.corner_at`,r)}
      @pointerdown=${t=>this.press(t,n,e)}
      @keydown=${t=>this.typed(t,e,n)}
    ></button>`}renderMiddle(e,t){let{x:n,y:r}=tt(e,t);return v`<button
      type="button"
      class="middle"
      style="left: ${n*100}%; top: ${r*100}%"
      tabindex="-1"
      aria-label=${a(`areas.add_corner`,{number:t+1})}
      @pointerdown=${n=>{let r=V(e,t);this.tell(r),this.press(n,t+1,r)}}
    ></button>`}press(e,t,n){e.button===0&&(this.drag={corner:t,from:this.placeOf(e),area:n},this.frame.setPointerCapture(e.pointerId))}moved(e){if(this.drag===null)return;let{corner:t,from:n,area:r}=this.drag,i=this.placeOf(e);this.tell(t===null?nt(r,i.x-n.x,i.y-n.y):B(r,t,i))}released(){this.drag=null}typed(e,t,n){let r=pt[e.key],i=t.points[n];if(e.key===`Delete`||e.key===`Backspace`)this.tell(et(t,n));else if(e.key===`Insert`||e.key===`+`)this.tell(V(t,n));else if(r!==void 0&&i!==void 0){let a=e.shiftKey?ft:dt;this.tell(B(t,n,{x:i.x+r[0]*a,y:i.y+r[1]*a}))}else return;e.preventDefault()}placeOf(e){let{left:t,top:n,width:r,height:i}=this.frame.getBoundingClientRect();return{x:(e.clientX-t)/r,y:(e.clientY-n)/i}}tell(e){this.dispatchEvent(new CustomEvent(`area-changed`,{detail:e}))}};h([u()],K.prototype,`source`,void 0),h([u()],K.prototype,`alternative`,void 0),h([u({attribute:!1})],K.prototype,`areas`,void 0),h([u({attribute:!1})],K.prototype,`chosen`,void 0),h([Se(`.frame`)],K.prototype,`frame`,void 0),h([d()],K.prototype,`picture`,void 0),K=h([l(`wf-area-picture`)],K);var q=class extends _{constructor(...e){super(...e),this.source=``,this.alternative=``,this.areas=[],this.chosen=null}static{this.styles=[f,m,...w,t`
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
    `]}render(){let{areas:e,chosen:t}=this,n=t===null?void 0:e[t];return v`
      <wf-area-picture
        .source=${this.source}
        .alternative=${this.alternative}
        .areas=${e}
        .chosen=${t}
        @area-chosen=${e=>this.chosen=e.detail}
        @area-changed=${e=>this.replace(e.detail)}
      ></wf-area-picture>
      <p class="hint">${a(`areas.keys`)}</p>
      <div class="row chooser" role="group" aria-label=${a(`areas.choose`)}>
        ${e.map((n,i)=>v`<button type="button" aria-pressed=${i===t} @click=${()=>this.chosen=i}>
              ${p(n.kind===`zone`?r:ue)}${mt(e,i)}
            </button>`)}
        ${this.renderAdder(`zone`)} ${this.renderAdder(`mask`)}
      </div>
      ${n===void 0||t===null?y:this.renderChosen(n,t)}
    `}renderAdder(e){return v`<button type="button" ?disabled=${this.areas.length>=20} @click=${()=>this.add(e)}>
      ${p(i)}${a(`areas.add_${e}`)}
    </button>`}renderChosen(e,t){let n=rt(this.areas,t);return v`
      <div class="card">
        <div class="row">
          <h3>${mt(this.areas,t)}</h3>
          <button type="button" @click=${()=>this.drop(t)}>${p(g)}${a(`areas.remove`)}</button>
        </div>
        ${e.kind===`mask`?v`<p class="hint">${a(`areas.mask_text`)}</p>`:S({label:a(`areas.name`),hint:a(`areas.name_text`),value:e.name,changed:t=>this.replace({...e,name:t})})}
        <p class="flaw" role="status">${n===null?``:a(`areas.flaw.${n}`)}</p>
        <details>
          <summary>${a(`areas.numbers`)}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">${a(`areas.corner`)}</th>
                <th scope="col">${a(`areas.across`)}</th>
                <th scope="col">${a(`areas.down`)}</th>
                <th scope="col"><span class="hidden-text">${a(`areas.change`)}</span></th>
              </tr>
            </thead>
            <tbody>
              ${e.points.map((t,n)=>this.renderCorner(e,n))}
            </tbody>
          </table>
        </details>
      </div>
    `}renderCorner(e,t){let n=t+1;return v`<tr>
      <th scope="row">${n}</th>
      <td>${this.renderPart(e,t,`x`)}</td>
      <td>${this.renderPart(e,t,`y`)}</td>
      <td>
        <button
          type="button"
          class="plain round"
          aria-label=${a(`areas.add_corner`,{number:n})}
          ?disabled=${e.points.length>=50}
          @click=${()=>this.replace(V(e,t))}
        >
          ${p(i)}
        </button>
        <button
          type="button"
          class="plain round"
          aria-label=${a(`areas.remove_corner`,{number:n})}
          ?disabled=${e.points.length<=3}
          @click=${()=>this.replace(et(e,t))}
        >
          ${p(c)}
        </button>
      </td>
    </tr>`}renderPart(e,t,n){let r=e.points[t]??{x:0,y:0};return T({label:`${a(`areas.corner`)} ${t+1}, ${a(n===`x`?`areas.across`:`areas.down`)}`,value:Math.round(r[n]*1e4)/100,min:0,max:100,step:`any`,changed:i=>{i!==null&&this.replace(B(e,t,{...r,[n]:i/100}))}})}add(e){let t=$e(e,a(`areas.new_zone`,{number:this.areas.length+1}));this.chosen=this.areas.length,this.change([...this.areas,t])}drop(e){this.chosen=null,this.change(this.areas.filter((t,n)=>n!==e))}replace(e){this.chosen!==null&&this.change(this.areas.with(this.chosen,e))}change(e){this.areas=e,this.dispatchEvent(new Event(`change`))}};h([u()],q.prototype,`source`,void 0),h([u()],q.prototype,`alternative`,void 0),h([u({attribute:!1})],q.prototype,`areas`,void 0),h([d()],q.prototype,`chosen`,void 0),q=h([l(`wf-area-editor`)],q);function mt(e,t){let n=e[t];return n?.kind===`zone`?n.name.trim()||a(`areas.zone`):a(`areas.mask_number`,{number:e.slice(0,t+1).filter(({kind:e})=>e===`mask`).length})}var ht=400,J=class extends _{constructor(...e){super(...e),this.storage=null,this.loss=null,this.asking=null}static{this.styles=[f,m,...w]}connectedCallback(){super.connectedCallback(),this.read()}disconnectedCallback(){clearTimeout(this.timer),this.asking?.abort(),super.disconnectedCallback()}willUpdate(e){let t=e.get(`draft`),{retention_days:n,quota_gb:r}=this.draft;t===void 0||t.retention_days===n&&t.quota_gb===r||(clearTimeout(this.timer),this.timer=setTimeout(()=>void this.preview(),ht))}render(){return v`<div class="stack">
      <wf-switch
        label=${a(`live.setting.record`)}
        .checked=${this.draft.record}
        @change=${()=>this.change({record:!this.draft.record})}
      ></wf-switch>
      ${this.renderMode()}
      <wf-week-schedule
        label=${a(`edit.schedule`)}
        .slots=${this.draft.schedule}
        @change=${e=>this.change({schedule:e.target.slots})}
      ></wf-week-schedule>
      <h2>${a(`edit.keeping`)}</h2>
      ${this.renderLimits()} ${this.renderForecast()}
    </div>`}renderMode(){let{draft:e}=this;return v`<div class="pair">
      ${C({label:a(`edit.mode`),value:e.mode,options:[[`continuous`,a(`edit.continuous`)],[`events`,a(`edit.events`)]],changed:e=>this.change({mode:e})})}
      ${e.mode===`continuous`?y:v`${T({label:a(`edit.pre_roll`),value:e.pre_roll_s,min:0,max:60,changed:e=>e!==null&&this.change({pre_roll_s:e})})}
            ${T({label:a(`edit.post_roll`),value:e.post_roll_s,min:0,max:600,changed:e=>e!==null&&this.change({post_roll_s:e})})}`}
    </div>`}renderLimits(){let{draft:e}=this;return v`<div class="pair">
      ${T({label:a(`edit.retention_days`),hint:a(`edit.retention_days_text`),value:e.retention_days,min:1,max:3650,placeholder:a(`edit.as_server`),changed:e=>this.change({retention_days:e})})}
      ${T({label:a(`edit.quota_gb`),hint:a(`edit.quota_gb_text`),value:e.quota_gb,min:.1,max:1e6,step:`any`,placeholder:a(`edit.no_quota`),changed:e=>this.change({quota_gb:e})})}
    </div>`}renderForecast(){let{storage:e,draft:t}=this;if(e===null)return y;let n=De(e.bytes_per_day,t.retention_days,t.quota_gb);return v`
      <p class="hint">
        ${a(`forecast.used`,{amount:Te(e.used_bytes)})}
        ${e.oldest_ms===null?y:a(`forecast.oldest`,{at:j(e.oldest_ms)})}<br />
        ${a(`forecast.now`,{forecast:A(e)})}
        ${n===null?y:v`<br />${a(`forecast.then`,{days:we(n)})}`}
      </p>
      <p role="status" class="loss">${this.loss??``}</p>
    `}change(e){this.dispatchEvent(new CustomEvent(`draft-changed`,{detail:e}))}async read(){try{let{cameras:e}=await this.app.api.call(`GET /api/storage`);this.storage=e.find(({camera_id:e})=>e===this.camera.id)??null}catch{}}async preview(){this.asking?.abort();let{signal:e}=this.asking=new AbortController,{retention_days:t,quota_gb:n}=this.draft;try{let r=O(this.camera.id,t,n),i=await this.app.api.call(`POST /api/storage/preview`,{body:r,signal:e});this.loss=k(i,this.camera.id)??a(`forecast.no_loss`)}catch(e){le(e)||(this.loss=null)}}};h([u({attribute:!1})],J.prototype,`app`,void 0),h([u({attribute:!1})],J.prototype,`camera`,void 0),h([u({attribute:!1})],J.prototype,`draft`,void 0),h([d()],J.prototype,`storage`,void 0),h([d()],J.prototype,`loss`,void 0),J=h([l(`wf-edit-recording`)],J);var gt=20,_t=500,vt=6e4;function yt(e,t){let n=e.filter(({tuning:e})=>e?.camera_id===t);return{done:n.filter(({tuned:e})=>e!==null).toSorted((e,t)=>t.created_ms-e.created_ms)[0]??null,isBusy:n.some(Ae)}}function bt(e,t){let n=new Set(t.map(({start_ms:e})=>e));return e.filter(({start_ms:e,end_ms:t})=>{let r=t-e;return r>=_t&&r<=vt&&!n.has(e)})}var Y=class extends _{static{this.styles=[f,m,...w,t`
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
    `]}constructor(){super(),this.moment=null,this.isOpen=!1,this.samples=new M(async e=>{let t={camera_id:this.camera.id};return(await this.app.api.call(`GET /api/cameras/{camera_id}/tuning/samples`,{params:t,signal:e})).samples}),this.lines=new M(async e=>{let t={camera_ids:[this.camera.id],limit:gt};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),this.toggled=e=>{e.target===e.currentTarget&&(this.isOpen=e.target.open,this.isOpen&&(this.samples.load(),this.lines.load()))},new x(this,()=>[this.samples,this.lines,this.app.jobs,this.app.me])}render(){return v`<details @toggle=${this.toggled}>
      <summary>${a(`tuner.heading`)}</summary>
      ${this.isOpen?this.renderTuner():y}
    </details>`}renderTuner(){return v`
      <p class="hint">${a(`tuner.text`)}</p>
      ${this.moment===null?y:v`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${je(this.samples.get(),this.samples.load,e=>v`
          <h2>${a(`tuner.samples`)}</h2>
          ${e.length===0?v`<p>${a(`tuner.no_samples`)}</p>`:y}
          <ul>
            ${xe(e,({id:e})=>e,e=>v`<li>${this.renderSample(e)}</li>`)}
          </ul>
          ${b(this.app.me.get(),`edit`)?this.renderOffers(e):y} ${this.renderSearch(e)}
        `)}
    `}renderSample(e){let t=e.start_ms===null?a(`tuner.uploaded`):j(e.start_ms),n=ke(e.length_ms),r=b(this.app.me.get(),`edit`);return v`
      ${this.renderPlay(e.start_ms,t)}
      <label>
        ${t} · ${n}${e.corrected?` · ${a(`tuner.corrected`)}`:``}
        <input
          dir="auto"
          maxlength="2000"
          ?disabled=${!r}
          .value=${e.text}
          placeholder=${a(`tuner.said`)}
          @change=${t=>void this.correct(e,t.target.value)}
        />
      </label>
      <span class="row">
        ${e.corrected||!r||e.text===``?y:v`<button @click=${()=>void this.correct(e,e.text)}>${a(`tuner.right`)}</button>`}
        ${r?v`<button
                class="plain round"
                aria-label=${`${a(`tuner.remove`)}: ${t}`}
                @click=${()=>void this.drop(e)}
              >
                ${p(g)}
              </button>`:y}
      </span>
    `}renderPlay(e,t){if(e===null)return v`<span></span>`;let n=a(`person.play`,{what:t});return v`<button
      class="plain round"
      aria-label=${n}
      title=${n}
      @click=${()=>this.moment={camera_id:this.camera.id,at_ms:e}}
    >
      ${p(re)}
    </button>`}renderOffers(e){let t=bt(this.lines.get().value??[],e);return v`<details>
      <summary>${a(`tuner.take`)}</summary>
      ${t.length===0?v`<p>${a(`tuner.no_lines`)}</p>`:y}
      <ul>
        ${t.map(e=>v`<li>
              ${this.renderPlay(e.start_ms,j(e.start_ms))}
              <span dir="auto">${e.text}</span>
              <button @click=${()=>void this.take(e)}>${a(`tuner.take_this`)}</button>
            </li>`)}
      </ul>
    </details>`}renderSearch(e){let{done:t,isBusy:n}=yt(this.app.jobs.get().value??[],this.camera.id),r=e.filter(e=>e.corrected).length;return v`
      <div class="row">
        <button
          class="primary"
          ?disabled=${r===0||n||!b(this.app.me.get(),`edit`)}
          @click=${()=>void this.search()}
        >
          ${p(ye)}${a(n?`tuner.searching`:`tuner.search`)}
        </button>
        <span class="hint">${a(`tuner.count`,{count:r})}</span>
      </div>
      <div role="status">${t===null?y:this.renderOutcome(t)}</div>
    `}renderOutcome(e){let t=e.tuned,n=t?.trials[0],r=t?.trials[t.best];if(t===null||n===void 0||r===void 0)return v``;let i=a(t.best===0?`tuner.no_better`:`tuner.better`,{before:Oe(n.wer),after:Oe(r.wer),trials:t.trials.length,what:r.changed.join(`, `)});return v`<p>${i}${t.complete?``:` ${a(`tuner.incomplete`)}`}</p>
      ${t.best===0||!b(this.app.me.get(),`admin`)?y:v`<button @click=${()=>void this.apply(e)}>${a(`tuner.apply`)}</button>`}`}async take({start_ms:e,end_ms:t}){let n={camera_id:this.camera.id};await this.app.toasts.attempt(async()=>{let r={start:e,end:t};await this.app.api.call(`POST /api/cameras/{camera_id}/tuning/samples`,{params:n,body:r}),await this.samples.load()})}async correct({id:e},t){let n=t.trim();if(n===``)return;let r={camera_id:this.camera.id,sample_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`PATCH /api/cameras/{camera_id}/tuning/samples/{sample_id}`,{params:r,body:{text:n}}),await this.samples.load()})}async drop({id:e}){let t={camera_id:this.camera.id,sample_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/cameras/{camera_id}/tuning/samples/{sample_id}`,{params:t}),await this.samples.load()})}async search(){let e={camera_id:this.camera.id};await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/cameras/{camera_id}/tuning`,{params:e,body:{}}),this.app.toasts.done(a(`tuner.ordered`))})}async apply({id:e}){let t={camera_id:this.camera.id,job_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/cameras/{camera_id}/tuning/{job_id}/apply`,{params:t}),this.app.toasts.done(a(`tuner.applied`)),await this.app.cameras.load()})}};h([u({attribute:!1})],Y.prototype,`app`,void 0),h([u({attribute:!1})],Y.prototype,`camera`,void 0),h([d()],Y.prototype,`moment`,void 0),h([d()],Y.prototype,`isOpen`,void 0),Y=h([l(`wf-speech-tuner`)],Y);function xt({engines:e,models:t},n){let r=e.filter(e=>n===``||e.engine===n),i=t.filter(({state:e})=>e===`installed`).map(({name:e})=>e),a=r.map(({model:e})=>e).filter(e=>e!==null);return{engines:[...new Set(e.map(e=>e.engine))],models:[...new Set([...a,...i])]}}var X=class extends _{static{this.styles=[f,m,...w,t`
      :host {
        display: grid;
        gap: 1rem;
      }
    `]}constructor(){super(),this.known=new M(async e=>{let[{engines:t},{models:n}]=await Promise.all([this.app.api.call(`GET /api/speech`,{signal:e}),this.app.api.call(`GET /api/models`,{signal:e})]);return{engines:t,models:n}}),new x(this,()=>[this.known])}connectedCallback(){super.connectedCallback(),this.known.load()}render(){let{draft:e}=this;return v`
      <wf-switch
        label=${a(`live.setting.transcribe`)}
        .checked=${e.transcribe}
        @change=${()=>this.change({transcribe:!e.transcribe})}
      ></wf-switch>
      <wf-switch
        label=${a(`edit.recognize_voices`)}
        .checked=${e.recognize_voices}
        @change=${()=>this.change({recognize_voices:!e.recognize_voices})}
      ></wf-switch>
      <wf-switch
        label=${a(`edit.speech.live`)}
        .checked=${e.live}
        @change=${()=>this.change({live:!e.live})}
      ></wf-switch>
      <div class="pair">${this.renderLanguage()}</div>
      <div class="pair">${this.renderEngine()}</div>
      <div class="pair">${this.renderWords()}</div>
      <wf-speech-tuner .app=${this.app} .camera=${this.camera}></wf-speech-tuner>
    `}renderLanguage(){let{draft:e}=this;return v`
      ${C({label:a(`edit.speech.mode`),hint:a(`edit.speech.mode_text.${e.language_mode}`),value:e.language_mode,options:[`fixed`,`auto`,`locked`].map(e=>[e,a(`edit.speech.modes.${e}`)]),changed:e=>this.change({language_mode:e})})}
      ${e.language_mode===`fixed`?S({label:a(`edit.language`),hint:a(`edit.language_text`),value:e.language,placeholder:a(`edit.language_auto`),changed:e=>this.change({language:e})}):y}
      ${C({label:a(`edit.speech.task`),value:e.task,options:[`transcribe`,`translate`].map(e=>[e,a(`edit.speech.tasks.${e}`)]),changed:e=>this.change({task:e})})}
    `}renderEngine(){let{draft:e}=this,t=xt(this.known.get().value??{engines:[],models:[]},e.speech_engine),n=(e,t)=>{let n=t===``||e.includes(t)?e:[t,...e];return[[``,a(`edit.speech.servers_choice`)],...n.map(e=>[e,e])]};return v`
      ${C({label:a(`edit.speech.engine`),value:e.speech_engine,options:n(t.engines,e.speech_engine),changed:e=>this.change({speech_engine:e})})}
      ${C({label:a(`edit.speech.model`),hint:a(`edit.speech.model_text`),value:e.speech_model,options:n(t.models,e.speech_model),changed:e=>this.change({speech_model:e})})}
    `}renderWords(){let{draft:e}=this;return v`
      ${S({label:a(`edit.speech.hot_words`),hint:a(`edit.speech.hot_words_text`),value:e.hot_words,changed:e=>this.change({hot_words:e})})}
      ${T({label:a(`edit.keep_days`),hint:a(`edit.keep_days_text`),value:e.keep_days,min:1,max:3650,placeholder:a(`edit.as_server`),changed:e=>this.change({keep_days:e})})}
    `}change(e){this.dispatchEvent(new CustomEvent(`draft-changed`,{detail:e}))}};h([u({attribute:!1})],X.prototype,`app`,void 0),h([u({attribute:!1})],X.prototype,`camera`,void 0),h([u({attribute:!1})],X.prototype,`draft`,void 0),X=h([l(`wf-edit-speech`)],X);var St=[`general`,`recording`,`speech`,`faces`,`hours`];function Ct(e,t){switch(e){case`recording`:return Tt(t);case`speech`:return Et(t);case`faces`:return Dt(t);case`hours`:return Ot(t);default:return wt(t)}}function wt({camera:e,draft:t,change:n}){let r=e.status?.recent_problems??[];return v`
    ${S({label:a(`add.name`),value:t.name,required:!0,changed:e=>n({name:e})})}
    ${S({label:a(`add.url`),hint:a(`edit.url_text`),value:t.url,required:!0,changed:e=>n({url:e})})}
    ${S({label:a(`add.sub_url`),hint:a(`add.sub_url_text`),value:t.sub_url,changed:e=>n({sub_url:e})})}
    ${e.status?.stream?v`<wf-stream-report .report=${e.status.stream}></wf-stream-report>`:v`<p class="hint">${a(`cameras.no_stream`)}</p>`}
    ${r.length===0?y:v`<details>
            <summary>${a(`edit.problems`,{count:r.length})}</summary>
            <ol reversed>
              ${[...r].reverse().map(({code:e,message:t,at_ms:n})=>v`<li>
                    <strong>${a(`problem.${e}`)}</strong>
                    ${n===null?y:j(n)}<br />${t}
                  </li>`)}
            </ol>
          </details>`}
  `}function Tt({app:e,camera:t,draft:n,change:r}){return v`<wf-edit-recording
    .app=${e}
    .camera=${t}
    .draft=${n}
    @draft-changed=${e=>r(e.detail)}
  ></wf-edit-recording>`}function Et({app:e,camera:t,draft:n,change:r}){return v`<wf-edit-speech
    .app=${e}
    .camera=${t}
    .draft=${n}
    @draft-changed=${e=>r(e.detail)}
  ></wf-edit-speech>`}function Dt({app:e,camera:t,draft:n,change:r}){let i={camera_id:t.id},o=e.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:i,query:{width:1280}});return v`
    <wf-switch
      label=${a(`live.setting.recognize_faces`)}
      .checked=${n.recognize_faces}
      @change=${()=>r({recognize_faces:!n.recognize_faces})}
    ></wf-switch>
    ${T({label:a(`edit.least_face`),hint:a(`edit.least_face_text`),value:n.least_face_px,min:20,max:1e3,changed:e=>e!==null&&r({least_face_px:e})})}
    <h2>${a(`edit.areas`)}</h2>
    <p class="hint">${a(`edit.areas_text`)}</p>
    <wf-area-editor
      .source=${o}
      .alternative=${a(`live.picture_of`,{name:t.name})}
      .areas=${n.areas}
      @change=${e=>r({areas:e.target.areas})}
    ></wf-area-editor>
  `}function Ot({draft:e,change:t}){return v`
    <p class="hint">${a(`edit.hours_text`)}</p>
    ${[`text`,`faces`,`voices`].map(n=>v`<wf-week-schedule
          label=${a(`edit.hours.${n}`)}
          .slots=${e[`${n}_hours`]}
          @change=${e=>t({[`${n}_hours`]:e.target.slots})}
        ></wf-week-schedule>`)}
  `}var Z=class extends _{constructor(...e){super(...e),this.section=``,this.told=null,this.isSaving=!1,this.asked=null,this.close=()=>void(this.asked=null),this.discard=()=>{this.draft=W(this.camera),this.told=null},this.save=async()=>{if(!ut(G(this.camera,this.draft)))return this.store();await this.attempt(async()=>{let e=O(this.camera.id,this.draft.retention_days,this.draft.quota_gb),t=k(await this.app.api.call(`POST /api/storage/preview`,{body:e}),this.camera.id);t!==null&&(this.asked={loss:t})})&&this.asked===null&&await this.store()},this.store=async()=>{this.asked=null;let e=G(this.camera,this.draft),t={camera_id:this.camera.id};await this.attempt(async()=>{let n=await this.app.api.call(`PATCH /api/cameras/{camera_id}`,{params:t,body:e});this.camera=n,this.draft=W(n),this.app.toasts.done(a(`edit.saved`)),await this.app.cameras.load()})},this.drop=async()=>{this.asked=null;let{id:e,name:t}=this.camera;await this.attempt(async()=>{await this.app.api.call(`DELETE /api/cameras/{camera_id}`,{params:{camera_id:e}}),this.app.toasts.done(a(`edit.removed`,{name:t})),this.app.router.go(`cameras`)})}}static{this.styles=[f,m,...w,t`
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
    `]}willUpdate(e){if(!e.has(`camera`))return;let t=e.get(`camera`),n=t?.id!==this.camera.id;(n||Object.keys(G(t,this.draft)).length===0)&&(this.draft=W(this.camera)),n&&(this.told=null)}render(){let{app:t,camera:n,draft:r}=this,i=St.find(e=>e===this.section)??`general`,o=`cameras/${encodeURIComponent(n.id)}`;return v`
      <header class="row">
        <a class="button plain round" href="cameras" aria-label=${a(`cameras.all`)} title=${a(`cameras.all`)}>
          ${p(e)}
        </a>
        <h1>${n.name}</h1>
        <button @click=${()=>this.asked=`remove`}>${p(g)}${a(`edit.remove`)}</button>
      </header>
      <nav class="row" aria-label=${a(`edit.parts`)}>
        ${St.map(e=>v`<a class="button" href="${o}/${e}" aria-current=${e===i?`page`:`false`}>
              ${a(`edit.part.${e}`)}
            </a>`)}
      </nav>
      <section class="card" aria-label=${a(`edit.part.${i}`)}>
        ${Ct(i,{app:t,camera:n,draft:r,change:e=>this.draft={...this.draft,...e}})}
      </section>
      ${this.told===null?y:v`<wf-problem .told=${this.told}></wf-problem>`} ${this.renderSave()}
      ${this.renderDialog()}
    `}renderSave(){if(Object.keys(G(this.camera,this.draft)).length===0)return y;let e=lt(this.draft);return v`<div class="save">
      <span role="status">${a(e?`edit.flawed`:`edit.unsaved`)}</span>
      <button @click=${this.discard}>${a(`edit.discard`)}</button>
      <button class="primary" ?disabled=${e||this.isSaving} @click=${this.save}>
        ${p(me)}${a(`edit.save`)}
      </button>
    </div>`}renderDialog(){let{asked:e}=this,t=e===`remove`,n=t?a(`edit.remove_title`,{name:this.camera.name}):a(`edit.loss_title`),r=e===null?``:t?a(`edit.remove_text`):e.loss;return v`<wf-dialog .open=${e!==null} heading=${n} @closed=${this.close}>
      <p>${r}</p>
      <button slot="actions" @click=${this.close}>${a(`edit.cancel`)}</button>
      <button slot="actions" class="danger" @click=${t?this.drop:this.store}>
        ${a(t?`edit.remove_do`:`edit.loss_do`)}
      </button>
    </wf-dialog>`}async attempt(e){this.isSaving=!0,this.told=null;try{return await e(),!0}catch(e){return this.told=E(e),!1}finally{this.isSaving=!1}}};h([u({attribute:!1})],Z.prototype,`app`,void 0),h([u({attribute:!1})],Z.prototype,`camera`,void 0),h([u()],Z.prototype,`section`,void 0),h([d()],Z.prototype,`draft`,void 0),h([d()],Z.prototype,`told`,void 0),h([d()],Z.prototype,`isSaving`,void 0),h([d()],Z.prototype,`asked`,void 0),Z=h([l(`wf-edit-camera`)],Z);var kt=`add`,Q=class extends Ce{constructor(){super(),this.storage=null,new x(this,()=>[this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.readStorage()}render(){let{camera:e,part:t=``}=this.place.params,{value:n,error:r}=this.app.cameras.get(),i=this.app.me.get();if(n===null||i===null)return this.renderNothingYet(r);if(e===void 0)return this.renderList(n);if(!b(i,`admin`))return $(pe,a(`cameras.locked`),a(`errors.forbidden`));if(e===kt)return v`<wf-add-camera .app=${this.app} .way=${t}></wf-add-camera>`;let o=n.find(t=>t.id===e);return o===void 0?$(ie,a(`live.gone`),a(`live.gone_text`)):v`<wf-edit-camera .app=${this.app} .camera=${o} .section=${t}></wf-edit-camera>`}renderList(e){if(e.length>0)return v`<wf-camera-list .app=${this.app} .cameras=${e} .storage=${this.storage}></wf-camera-list>`;let t=b(this.app.me.get(),`admin`);return v`<h1>${a(`nav.cameras`)}</h1>
      <wf-notice
        .icon=${ae}
        heading=${a(`live.none`)}
        text=${a(t?`cameras.none_text`:`cameras.none_ask`)}
      >
        ${t?v`<a class="button primary" href="cameras/add">${p(i)}${a(`cameras.add_first`)}</a>
                <a class="button" href="cameras/add/search">${a(`add.way.search`)}</a>
                <a class="button" href="cameras/add/frigate">${a(`add.way.frigate`)}</a>`:``}
      </wf-notice>`}renderNothingYet(e){return v`<h1>${a(`nav.cameras`)}</h1>
      ${e===null?v`<p role="status">${a(`loading`)}</p>`:v`<wf-notice .icon=${ie} heading=${a(`failure.title`)} text=${be(e)}>
              <button class="primary" @click=${()=>void this.app.cameras.load()}>${a(`failure.retry`)}</button>
            </wf-notice>`}`}async readStorage(){try{this.storage=await this.app.api.call(`GET /api/storage`)}catch{}}};h([d()],Q.prototype,`storage`,void 0),Q=h([l(`wf-cameras-page`)],Q);function $(e,t,n){return v`<h1 class="hidden-text">${t}</h1>
    <wf-notice .icon=${e} heading=${t} text=${n}>
      <a class="button primary" href="cameras">${a(`cameras.all`)}</a>
    </wf-notice>`}export{Q as CamerasPage};