import{A as e,C as t,Ct as n,D as r,E as i,Ft as a,Ht as o,I as s,It as c,J as ee,Jt as te,L as l,M as ne,Mt as re,Ot as ie,P as u,Qt as ae,S as oe,St as se,T as d,X as ce,Xt as f,Zt as le,_t as p,at as ue,b as m,cn as de,ct as fe,f as h,gt as pe,hn as g,i as _,it as me,j as v,k as y,ln as he,m as ge,o as b,p as _e,pt as ve,qt as ye,r as x,s as S,t as be,tn as xe,u as Se,ut as Ce,vn as we,w as C,xt as Te,zt as Ee}from"./shell-FnekjR9b.js";import{a as w,c as T,d as E,h as D,l as O,m as De,o as k,p as Oe,s as A,t as ke,u as j}from"./common-DKbPjMW9.js";import{t as Ae}from"./camera-state-CQdgybZg.js";import{i as je,n as M,r as Me,t as Ne}from"./forecast-Da-qX20i.js";import{n as Pe}from"./drafts-CDC4wlE6.js";import"./week-schedule-DiEH6SQ9.js";var Fe=/^(hevc|h\.?265)$/i,Ie=`video/mp4; codecs="hvc1.1.6.L93.B0"`;function Le(e){return e===null||!Fe.test(e)||typeof MediaSource<`u`&&MediaSource.isTypeSupported(Ie)}function Re({video_codec:e,width:t,height:n,frames_per_s:r}){if(e===null)return u(`stream.no_video`);let i=[e.toUpperCase(),`${t} × ${n}`];return r>0&&i.push(u(`stream.rate`,{rate:D(r)})),i.join(`, `)}function ze({audio_codec:e,sample_rate_hz:t}){return e===null?u(`stream.no_audio`):`${e.toUpperCase()}, ${D(t/1e3)} kHz`}var N=class extends i{static{this.styles=[b,v`
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
    `]}render(){let{report:e}=this;return y`
      <dl>
        <dt>${u(`stream.video`)}</dt>
        <dd>${Re(e)}</dd>
        <dt>${u(`stream.audio`)}</dt>
        <dd>${ze(e)}</dd>
      </dl>
      ${e.notes.map(e=>y`<p>${e}</p>`)}
      ${Le(e.video_codec)?r:y`<p>${u(`stream.hevc`)}</p>`}
    `}};x([C({attribute:!1})],N.prototype,`report`,void 0),N=x([d(`wf-stream-report`)],N);var Be={name:``,url:``,sub_url:``},Ve=[`name`,`url`,`sub_url`],P=class extends i{constructor(...e){super(...e),this.address=Be,this.working=null,this.report=null,this.told=null,this.leave=()=>void 0,this.test=async()=>{let e=this.address.url.trim();await this.attempt(`test`,async()=>{let t=await this.app.api.call(`POST /api/cameras/probe`,{body:{url:e}});this.address.url.trim()===e&&(this.report=t)})}}static{this.styles=[b,_,...w]}connectedCallback(){super.connectedCallback(),this.leave=this.app.router.guard({isThere:()=>Object.values(this.address).some(e=>e!==``)})}disconnectedCallback(){this.leave(),super.disconnectedCallback()}willUpdate(e){e.has(`address`)&&(e.get(`address`)?.url!==this.address.url&&(this.report=this.told=null),Ve.some(e=>j(this.told,e))&&(this.told=null))}render(){let{address:e}=this,t=Ve.some(e=>j(this.told,e)),n=e.url.trim()!==``&&this.working===null;return y`<form class="card" @submit=${this.add}>
      ${T({label:u(`add.name`),name:`name`,told:this.told,value:e.name,required:!0,placeholder:u(`add.name_example`),changed:e=>this.address={...this.address,name:e}})}
      ${T({label:u(`add.url`),hint:u(`add.url_text`),name:`url`,told:this.told,value:e.url,required:!0,placeholder:`rtsp://user:password@192.168.1.20/stream1`,changed:e=>this.address={...this.address,url:e}})}
      ${T({label:u(`add.sub_url`),hint:u(`add.sub_url_text`),name:`sub_url`,told:this.told,value:e.sub_url,changed:e=>this.address={...this.address,sub_url:e}})}
      <div role="status">
        ${this.working===`test`?u(`add.testing`):r}
        ${this.report===null?r:y`<wf-stream-report .report=${this.report}></wf-stream-report>`}
      </div>
      ${this.told===null||t?r:y`<wf-problem .told=${this.told}></wf-problem>`}
      <div class="row">
        <button type="button" ?disabled=${!n} @click=${this.test}>${m(ve)}${u(`add.test`)}</button>
        <button class="primary" ?disabled=${this.working!==null}>
          ${m(f)}${u(this.told===null||this.told.code===`invalid_request`?`cameras.add`:`add.anyway`)}
        </button>
      </div>
    </form>`}async add(e){if(e.preventDefault(),this.working!==null)return;let{name:t,url:n,sub_url:r}=this.address,i={name:t.trim(),url:n.trim(),sub_url:r.trim()||null};await this.attempt(`add`,async()=>{let e=await this.app.api.call(`POST /api/cameras`,{body:i});this.app.toasts.done(u(`add.added`,{name:e.name})),this.leave(),await this.app.cameras.load(),this.app.router.go(`live/${encodeURIComponent(e.id)}`)})}async attempt(e,t){this.working=e,this.report=this.told=null;try{await t()}catch(e){this.told=E(e)}finally{this.working=null}await O(this)}};x([C({attribute:!1})],P.prototype,`app`,void 0),x([C({attribute:!1})],P.prototype,`address`,void 0),x([t()],P.prototype,`working`,void 0),x([t()],P.prototype,`report`,void 0),x([t()],P.prototype,`told`,void 0),P=x([d(`wf-add-by-address`)],P);function He(e,t,n){if(t===``)return e;let r=`${encodeURIComponent(t)}${n===``?``:`:${encodeURIComponent(n)}`}`;return e.replace(/^([a-z][a-z0-9+.-]*:\/\/)(?:[^/@]*@)?/i,(e,t)=>`${t}${r}@`)}function Ue(e,t){return e.filter(({url:e,width:n})=>e!==t.url&&n>=640&&n<t.width).reduce((e,t)=>e===null||t.width<e.width?t:e,null)}function We(e){return[...new Set([...e.matchAll(/\{(FRIGATE_\w+)\}/g)].map(([,e])=>e??``))].sort()}var Ge=4,Ke=80,F=class extends i{constructor(...e){super(...e),this.devices=null,this.device=null,this.host=``,this.port=Ke,this.username=``,this.password=``,this.working=null,this.told=null,this.search=()=>this.attempt(`search`,async()=>{let{devices:e}=await this.app.api.call(`POST /api/discovery`,{body:{seconds:Ge}});this.devices=e})}static{this.styles=[b,_,...w,v`
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
    `]}render(){return y`
      <div class="card">
        <p class="hint">${u(`find.text`)}</p>
        <div class="row">
          <button class="primary" ?disabled=${this.working!==null} @click=${this.search}>
            ${m(c)}${u(`find.search`)}
          </button>
          <span role="status"
            >${this.working===null?r:u(this.working===`search`?`find.searching`:`find.look_up`)}</span
          >
        </div>
        ${this.renderDevices()}
      </div>
      <form class="card" @submit=${this.lookUp}>
        <h2>${u(`find.ask`)}</h2>
        <p class="hint">${u(`find.ask_text`)}</p>
        <div class="pair">
          ${T({label:u(`find.host`),value:this.host,required:!0,changed:e=>this.host=e})}
          ${k({label:u(`find.port`),value:this.port,min:1,max:65535,changed:e=>this.port=e??Ke})}
          ${T({label:u(`find.username`),value:this.username,changed:e=>this.username=e})}
          ${T({label:u(`find.password`),type:`password`,value:this.password,changed:e=>this.password=e})}
        </div>
        ${this.told===null?r:y`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row">
          <button ?disabled=${this.host.trim()===``||this.working!==null}>${u(`find.streams`)}</button>
        </div>
        ${this.renderStreams()}
      </form>
    `}renderDevices(){let{devices:e}=this;return e===null?r:e.length===0?y`<p role="status">${u(`find.nobody`)}</p>`:y`<ul aria-label=${u(`find.found`)}>
      ${e.map(e=>y`<li>
            <button
              aria-pressed=${e.host===this.host&&e.port===this.port}
              @click=${()=>this.choose(e)}
            >
              <span>${qe(e)}<br /><span class="hint">${e.host}</span></span
              >${m(Ce)}
            </button>
          </li>`)}
    </ul>`}renderStreams(){let{device:e}=this;return e===null?r:e.streams.length===0?y`<p role="status">${u(`find.no_streams`)}</p>`:y`<h3>${u(`find.choose`)}</h3>
      <ul>
        ${e.streams.map(t=>y`<li>
              <button type="button" @click=${()=>this.take(e,t)}>
                <span>
                  ${t.name??t.profile}<br />
                  <span class="hint">${t.video_codec??``} ${t.width} × ${t.height}</span>
                </span>
                ${m(Ce)}
              </button>
            </li>`)}
      </ul>`}choose(e){this.host=e.host,this.port=e.port,this.device=this.told=null,this.updateComplete.then(()=>this.renderRoot.querySelectorAll(`form input`)[2]).then(e=>e?.focus())}take(e,t){let n=Ue(e.streams,t),r={name:e.name??e.model??``,url:He(t.url,this.username,this.password),sub_url:n===null?``:He(n.url,this.username,this.password)};this.dispatchEvent(new CustomEvent(`address-found`,{detail:r}))}async lookUp(e){e.preventDefault();let{host:t,port:n,username:r,password:i}=this;await this.attempt(`look_up`,async()=>{let e={host:t.trim(),port:n,username:r,password:i},{devices:a}=await this.app.api.call(`POST /api/discovery`,{body:e});this.device=a[0]??null})}async attempt(e,t){this.working=e,this.told=this.device=null;try{await t()}catch(e){this.told=E(e)}finally{this.working=null}}};x([C({attribute:!1})],F.prototype,`app`,void 0),x([t()],F.prototype,`devices`,void 0),x([t()],F.prototype,`device`,void 0),x([t()],F.prototype,`host`,void 0),x([t()],F.prototype,`port`,void 0),x([t()],F.prototype,`username`,void 0),x([t()],F.prototype,`password`,void 0),x([t()],F.prototype,`working`,void 0),x([t()],F.prototype,`told`,void 0),F=x([d(`wf-find-cameras`)],F);function qe({name:e,manufacturer:t,model:n,hardware:r,host:i}){return e??([t,n??r].filter(Boolean).join(` `)||i)}var I=class extends i{constructor(...e){super(...e),this.config=``,this.variables={},this.shown=null,this.working=!1,this.told=null,this.create=async()=>{if(await this.order(!0),this.told!==null)return;await this.app.cameras.load();let e=this.shown?.filter(({camera_id:e})=>e!==null).length??0;this.app.toasts.done(u(`frigate.created`,{count:e})),this.shown?.every(({problem:e})=>e===null)&&this.app.router.go(`cameras`)}}static{this.styles=[b,_,...w,v`
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
    `]}render(){let e=this.config.trim()!==``&&!this.working;return y`
      <form class="card" @submit=${this.show}>
        <p class="hint">${u(`frigate.text`)}</p>
        <label>
          ${u(`frigate.file`)}
          <input type="file" accept=".yml,.yaml,text/yaml" @change=${this.read} />
        </label>
        <label>
          ${u(`frigate.config`)}
          <textarea rows="8" spellcheck="false" .value=${this.config} @input=${this.typed}></textarea>
        </label>
        ${We(this.config).map(e=>T({label:e,type:`password`,value:this.variables[e]??``,changed:t=>this.variables={...this.variables,[e]:t}}))}
        ${this.told===null?r:y`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row"><button ?disabled=${!e}>${m(Te)}${u(`frigate.show`)}</button></div>
      </form>
      ${this.shown===null?r:this.renderShown(this.shown)}
    `}renderShown(e){let t=e.filter(({problem:e,camera_id:t})=>e===null&&t===null).length;return y`
      <section class="stack" aria-label=${u(`frigate.result`)}>
        ${e.length===0?y`<p role="status">${u(`frigate.none`)}</p>`:e.map(Je)}
        ${t===0?r:y`<div class="row">
                <button class="primary" ?disabled=${this.working} @click=${this.create}>
                  ${m(f)}${u(`frigate.create`,{count:t})}
                </button>
              </div>`}
      </section>
    `}typed(e){this.config=e.target.value,this.shown=null}async read(e){let t=e.target.files?.[0];t!==void 0&&(this.config=await t.text(),this.shown=null)}async show(e){e.preventDefault(),await this.order(!1)}async order(e){this.working=!0,this.told=null;try{let t=We(this.config),n=Object.fromEntries(t.map(e=>[e,this.variables[e]??``])),r={config:this.config,variables:n,create:e};this.shown=(await this.app.api.call(`POST /api/import/frigate`,{body:r})).cameras}catch(e){this.told=E(e)}finally{this.working=!1}}};x([C({attribute:!1})],I.prototype,`app`,void 0),x([t()],I.prototype,`config`,void 0),x([t()],I.prototype,`variables`,void 0),x([t()],I.prototype,`shown`,void 0),x([t()],I.prototype,`working`,void 0),x([t()],I.prototype,`told`,void 0),I=x([d(`wf-import-frigate`)],I);function Je(e){return y`<article class="card">
    <div>
      <h2>${e.name}</h2>
      ${e.url===null?r:y`<code>${e.url}</code>`}
      ${e.notes.length===0?r:y`<ul>
              ${e.notes.map(e=>y`<li>${e}</li>`)}
            </ul>`}
    </div>
    ${e.problem===null?r:y`<wf-problem .told=${e.problem}></wf-problem>`}
    ${e.camera_id===null?r:y`<p class="hint">${u(`frigate.made`)}</p>`}
  </article>`}var Ye=[[`address`,re],[`search`,ae],[`frigate`,n],[`home`,ie]],Xe=`https://github.com/thewallflower/thewallflower/blob/main/docs/home-assistant.md#actions`,L=class extends i{constructor(...e){super(...e),this.way=``,this.address=Be}static{this.styles=[b,_,w,v`
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
    `]}render(){let e=Ye.find(([e])=>e===this.way)?.[0]??`address`;return y`
      <header>
        <a class="button plain round" href="cameras" aria-label=${u(`cameras.all`)} title=${u(`cameras.all`)}>
          ${m(ce)}
        </a>
        <h1>${u(`cameras.add`)}</h1>
      </header>
      <nav aria-label=${u(`add.ways`)}>
        ${Ye.map(([t,n])=>y`<a class="button" href="cameras/add/${t}" aria-current=${t===e?`page`:`false`}>
              ${m(n)}${u(`add.way.${t}`)}
            </a>`)}
      </nav>
      ${this.renderWay(e)}
    `}renderWay(e){switch(e){case`search`:return y`<wf-find-cameras .app=${this.app} @address-found=${this.found}></wf-find-cameras>`;case`frigate`:return y`<wf-import-frigate .app=${this.app}></wf-import-frigate>`;case`home`:return y`<section class="card">
          <p>${u(`add.home`)}</p>
          <ol>
            <li>${u(`add.home_open`)}</li>
            <li>${u(`add.home_choose`)}</li>
          </ol>
          <p>${u(`add.home_action`)} <a href=${Xe} target="_blank" rel="noreferrer">${u(`add.home_guide`)}</a></p>
        </section>`;default:return y`<wf-add-by-address .app=${this.app} .address=${this.address}></wf-add-by-address>`}}found(e){this.address=e.detail,this.app.router.go(`cameras/add/address`)}};x([C({attribute:!1})],L.prototype,`app`,void 0),x([C()],L.prototype,`way`,void 0),x([t()],L.prototype,`address`,void 0),L=x([d(`wf-add-camera`)],L);var Ze={live:fe,connecting:de,offline:ee,off:le},R=class extends i{static{this.styles=[b,_,v`
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
    `]}constructor(){super(),this.cameras=[],this.storage=null,new g(this,()=>[this.app.me])}render(){let e=S(this.app.me.get(),`admin`);return y`
      <header>
        <h1>${u(`nav.cameras`)}</h1>
        ${e?y`<a class="button primary" href="cameras/add">${m(f)}${u(`cameras.add`)}</a>`:r}
      </header>
      <ul>
        ${ge(this.cameras,({id:e})=>e,t=>this.renderCamera(t,e))}
      </ul>
    `}renderCamera(e,t){let n=Ae(e),{status:i}=e,a=this.storage?.cameras.find(({camera_id:t})=>t===e.id),o=n.kind===`live`||n.kind===`off`?null:i?.problem??null;return y`<li>
      <div class="top">
        <h2>${e.name}</h2>
        <span class="state ${n.kind}">${m(Ze[n.kind])}${n.label}</span>
      </div>
      ${o===null?r:y`<wf-problem .told=${o}></wf-problem>`}
      ${i?.stream?y`<p>${Re(i.stream)}<br />${ze(i.stream)}</p>`:y`<p>${u(`cameras.no_stream`)}</p>`}
      ${a===void 0?r:y`<p>${Ne(a)}</p>`} ${this.renderActions(e,t)}
    </li>`}renderActions(e,t){if(!S(this.app.me.get(),`control`))return r;let n={camera_id:e.id},{api:i,toasts:a}=this.app;return y`
      <wf-switch
        label=${u(`cameras.enabled`)}
        .checked=${e.enabled}
        @change=${()=>void a.attempt(()=>this.turn(e))}
      ></wf-switch>
      <div class="actions">
        ${t?y`<a class="button" href="cameras/${encodeURIComponent(e.id)}">
                ${m(ye)}${u(`cameras.edit`)}<bdi class="hidden-text">${e.name}</bdi>
              </a>`:r}
        <button ?disabled=${!e.enabled} @click=${()=>void a.attempt(async()=>{await i.call(`POST /api/cameras/{camera_id}/restart`,{params:n}),a.done(u(`cameras.restarting`,{name:e.name}))})}>
          ${m(xe)}${u(`cameras.restart`)}<bdi class="hidden-text">${e.name}</bdi>
        </button>
      </div>
    `}async turn({id:e,enabled:t}){let n={camera_id:e};await this.app.api.call(t?`POST /api/cameras/{camera_id}/stop`:`POST /api/cameras/{camera_id}/start`,{params:n})}};x([C({attribute:!1})],R.prototype,`app`,void 0),x([C({attribute:!1})],R.prototype,`cameras`,void 0),x([C({attribute:!1})],R.prototype,`storage`,void 0),R=x([d(`wf-camera-list`)],R);var Qe=3,$e=1e-5,et=1e4;function tt({zones:e,masks:t}){return[...e.map(({name:e,points:t})=>({kind:`zone`,name:e,points:t})),...t.map(({points:e})=>({kind:`mask`,name:``,points:e}))]}function nt(e){let t=e=>e.points.map(({x:e,y:t})=>({x:e,y:t}));return{zones:e.filter(({kind:e})=>e===`zone`).map(e=>({name:e.name.trim(),points:t(e)})),masks:e.filter(({kind:e})=>e===`mask`).map(e=>({points:t(e)}))}}function rt(e,t){return{kind:e,name:e===`mask`?``:t,points:[[.35,.35],[.65,.35],[.65,.65],[.35,.65]].map(([e,t])=>({x:e,y:t}))}}function z({x:e,y:t}){let n=e=>Math.round(Math.min(1,Math.max(0,e))*et)/et;return{x:n(e),y:n(t)}}function B(e,t,n){return t in e.points?{...e,points:e.points.with(t,z(n))}:e}function V(e,t){return e.points.length>=50?e:{...e,points:e.points.toSpliced(t+1,0,at(e,t))}}function it(e,t){return e.points.length<=Qe?e:{...e,points:e.points.toSpliced(t,1)}}function at({points:e},t){let n=e[t]??{x:0,y:0},r=e[(t+1)%e.length]??n;return z({x:(n.x+r.x)/2,y:(n.y+r.y)/2})}function ot(e,t,n){let r=(e,t)=>Math.min(1-Math.max(...e),Math.max(-Math.min(...e),t)),i=r(e.points.map(e=>e.x),t),a=r(e.points.map(e=>e.y),n);return{...e,points:e.points.map(e=>z({x:e.x+i,y:e.y+a}))}}function st(e,t){let n=e[t];return n===void 0?null:n.points.length<Qe?`few`:ut(n.points)?`crossing`:lt(n.points)<$e?`flat`:n.kind===`mask`?null:ct(e,t,n.name)}function ct(e,t,n){let r=e=>e.trim().toLowerCase();return r(n)===``?`nameless`:e.some((e,i)=>i!==t&&e.kind===`zone`&&r(e.name)===r(n))?`same_name`:null}function lt(e){let t=e.reduce((t,n,r)=>{let i=e[(r+1)%e.length]??n;return t+n.x*i.y-i.x*n.y},0);return Math.abs(t)/2}function ut(e){let t=e.map((t,n)=>[t,e[(n+1)%e.length]??t]);return t.some(([e,n],r)=>t.some(([i,a],o)=>!(Math.abs(r-o)<=1||Math.abs(r-o)===t.length-1)&&dt(e,n,i,a)))}function dt(e,t,n,r){let[i,a,o,s]=[H(e,t,n),H(e,t,r),H(n,r,e),H(n,r,t)];return i*a<0&&o*s<0||i===0&&U(e,t,n)||a===0&&U(e,t,r)||o===0&&U(n,r,e)||s===0&&U(n,r,t)}function H(e,t,n){return(t.x-e.x)*(n.y-e.y)-(t.y-e.y)*(n.x-e.x)}function U(e,t,{x:n,y:r}){return Math.min(e.x,t.x)<=n&&n<=Math.max(e.x,t.x)&&Math.min(e.y,t.y)<=r&&r<=Math.max(e.y,t.y)}function W(e){let{name:t,url:n,record:r,transcribe:i,recognize_faces:a,recognize_voices:o,pre_roll_s:s,post_roll_s:c}=e;return{name:t,url:n,sub_url:e.sub_url??``,record:r,transcribe:i,recognize_faces:a,recognize_voices:o,language:e.language??``,mode:e.mode===`events`?`events`:`continuous`,pre_roll_s:s,post_roll_s:c,schedule:e.schedule,retention_days:e.retention_days,quota_gb:e.quota_gb,speech_engine:e.speech.engine??``,speech_model:e.speech.model??``,task:e.speech.task===`translate`?`translate`:`transcribe`,language_mode:e.speech.language_mode===`unknown`?`fixed`:e.speech.language_mode,hot_words:e.speech.hot_words.join(`, `),live:e.speech.live,keep_days:e.speech.keep_days,least_face_px:e.faces.least_face_px,areas:tt(e.faces),text_hours:e.hours.text,faces_hours:e.hours.faces,voices_hours:e.hours.voices}}function G(e,t){let n=W(e),r=e=>JSON.stringify(n[e])!==JSON.stringify(t[e]),i={name:()=>({name:t.name.trim()}),url:()=>({url:t.url.trim()}),sub_url:()=>({sub_url:t.sub_url.trim()||null}),record:()=>({record:t.record}),transcribe:()=>({transcribe:t.transcribe}),recognize_faces:()=>({recognize_faces:t.recognize_faces}),recognize_voices:()=>({recognize_voices:t.recognize_voices}),language:()=>({language:t.language.trim()||null}),mode:()=>({mode:t.mode}),pre_roll_s:()=>({pre_roll_s:t.pre_roll_s}),post_roll_s:()=>({post_roll_s:t.post_roll_s}),schedule:()=>({schedule:[...t.schedule]}),retention_days:()=>({retention_days:t.retention_days}),quota_gb:()=>({quota_gb:t.quota_gb}),speech_engine:()=>({speech:{engine:t.speech_engine||null}}),speech_model:()=>({speech:{model:t.speech_model||null}}),task:()=>({speech:{task:t.task}}),language_mode:()=>({speech:{language_mode:t.language_mode}}),hot_words:()=>({speech:{hot_words:ft(t.hot_words)}}),live:()=>({speech:{live:t.live}}),keep_days:()=>({speech:{keep_days:t.keep_days}}),least_face_px:()=>({faces:{least_face_px:t.least_face_px}}),areas:()=>({faces:nt(t.areas)}),text_hours:()=>({hours:{text:[...t.text_hours]}}),faces_hours:()=>({hours:{faces:[...t.faces_hours]}}),voices_hours:()=>({hours:{voices:[...t.voices_hours]}})};return Object.keys(i).filter(r).reduce((e,t)=>{let{faces:n,hours:r,speech:a,...o}=i[t]();return{...e,...o,...n===void 0?{}:{faces:{...e.faces,...n}},...a===void 0?{}:{speech:{...e.speech,...a}},...r===void 0?{}:{hours:{...e.hours,...r}}}},{})}function ft(e){let t=e.split(`,`).map(e=>e.trim());return[...new Set(t.filter(Boolean))]}function pt(e){return e.name.trim()===``||e.url.trim()===``||e.areas.some((t,n)=>st(e.areas,n)!==null)}function mt(e){return`retention_days`in e||`quota_gb`in e}var ht=.01,gt=.001,_t={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]},K=class extends i{constructor(...e){super(...e),this.source=``,this.alternative=``,this.areas=[],this.chosen=null,this.picture=`awaited`,this.drag=null}static{this.styles=[b,v`
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
    `]}render(){let e=this.chosen===null?void 0:this.areas[this.chosen];return y`<div
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
      ${this.picture===`missing`?y`<p role="status">${u(`areas.no_picture`)}</p>`:r}
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        ${this.areas.map((e,t)=>this.renderArea(e,t))}
      </svg>
      ${e===void 0?``:y`${e.points.map((t,n)=>this.renderMiddle(e,n))}
            ${e.points.map((t,n)=>this.renderCorner(e,t,n))}`}
    </div>`}renderArea(t,n){let r=t.points.map(({x:e,y:t})=>`${e},${t}`).join(` `),i=n===this.chosen;return e`<polygon class="${t.kind} ${i?`chosen`:``}" points=${r} @pointerdown=${e=>{i?this.press(e,null,t):this.dispatchEvent(new CustomEvent(`area-chosen`,{detail:n}))}} />`}renderCorner(e,t,n){let r={number:n+1,x:D(t.x*100),y:D(t.y*100)};return y`<button
      type="button"
      style="left: ${t.x*100}%; top: ${t.y*100}%"
      aria-label=${u(`areas.corner_at`,r)}
      @pointerdown=${t=>this.press(t,n,e)}
      @keydown=${t=>this.typed(t,e,n)}
    ></button>`}renderMiddle(e,t){let{x:n,y:r}=at(e,t);return y`<button
      type="button"
      class="middle"
      style="left: ${n*100}%; top: ${r*100}%"
      tabindex="-1"
      aria-label=${u(`areas.add_corner`,{number:t+1})}
      @pointerdown=${n=>{let r=V(e,t);this.tell(r),this.press(n,t+1,r)}}
    ></button>`}press(e,t,n){e.button===0&&(this.drag={corner:t,from:this.placeOf(e),area:n},this.frame.setPointerCapture(e.pointerId))}moved(e){if(this.drag===null)return;let{corner:t,from:n,area:r}=this.drag,i=this.placeOf(e);this.tell(t===null?ot(r,i.x-n.x,i.y-n.y):B(r,t,i))}released(){this.drag=null}typed(e,t,n){let r=_t[e.key],i=t.points[n];if(e.key===`Delete`||e.key===`Backspace`)this.tell(it(t,n));else if(e.key===`Insert`||e.key===`+`)this.tell(V(t,n));else if(r!==void 0&&i!==void 0){let a=e.shiftKey?gt:ht;this.tell(B(t,n,{x:i.x+r[0]*a,y:i.y+r[1]*a}))}else return;e.preventDefault()}placeOf(e){let{left:t,top:n,width:r,height:i}=this.frame.getBoundingClientRect();return{x:(e.clientX-t)/r,y:(e.clientY-n)/i}}tell(e){this.dispatchEvent(new CustomEvent(`area-changed`,{detail:e}))}};x([C()],K.prototype,`source`,void 0),x([C()],K.prototype,`alternative`,void 0),x([C({attribute:!1})],K.prototype,`areas`,void 0),x([C({attribute:!1})],K.prototype,`chosen`,void 0),x([oe(`.frame`)],K.prototype,`frame`,void 0),x([t()],K.prototype,`picture`,void 0),K=x([d(`wf-area-picture`)],K);var q=class extends i{constructor(...e){super(...e),this.source=``,this.alternative=``,this.areas=[],this.chosen=null}static{this.styles=[b,_,...w,v`
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
    `]}render(){let{areas:e,chosen:t}=this,n=t===null?void 0:e[t];return y`
      <wf-area-picture
        .source=${this.source}
        .alternative=${this.alternative}
        .areas=${e}
        .chosen=${t}
        @area-chosen=${e=>this.chosen=e.detail}
        @area-changed=${e=>this.replace(e.detail)}
      ></wf-area-picture>
      <p class="hint">${u(`areas.keys`)}</p>
      <div class="row chooser" role="group" aria-label=${u(`areas.choose`)}>
        ${e.map((n,r)=>y`<button type="button" aria-pressed=${r===t} @click=${()=>this.chosen=r}>
              ${m(n.kind===`zone`?Ee:se)}${vt(e,r)}
            </button>`)}
        ${this.renderAdder(`zone`)} ${this.renderAdder(`mask`)}
      </div>
      ${n===void 0||t===null?r:this.renderChosen(n,t)}
    `}renderAdder(e){return y`<button type="button" ?disabled=${this.areas.length>=20} @click=${()=>this.add(e)}>
      ${m(f)}${u(`areas.add_${e}`)}
    </button>`}renderChosen(e,t){let n=st(this.areas,t);return y`
      <div class="card">
        <div class="row">
          <h3>${vt(this.areas,t)}</h3>
          <button type="button" @click=${()=>this.drop(t)}>${m(p)}${u(`areas.remove`)}</button>
        </div>
        ${e.kind===`mask`?y`<p class="hint">${u(`areas.mask_text`)}</p>`:T({label:u(`areas.name`),hint:u(`areas.name_text`),value:e.name,changed:t=>this.replace({...e,name:t})})}
        <p class="flaw" role="status">${n===null?``:u(`areas.flaw.${n}`)}</p>
        <details>
          <summary>${u(`areas.numbers`)}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">${u(`areas.corner`)}</th>
                <th scope="col">${u(`areas.across`)}</th>
                <th scope="col">${u(`areas.down`)}</th>
                <th scope="col"><span class="hidden-text">${u(`areas.change`)}</span></th>
              </tr>
            </thead>
            <tbody>
              ${e.points.map((t,n)=>this.renderCorner(e,n))}
            </tbody>
          </table>
        </details>
      </div>
    `}renderCorner(e,t){let n=t+1;return y`<tr>
      <th scope="row">${n}</th>
      <td>${this.renderPart(e,t,`x`)}</td>
      <td>${this.renderPart(e,t,`y`)}</td>
      <td>
        <button
          type="button"
          class="plain round"
          aria-label=${u(`areas.add_corner`,{number:n})}
          ?disabled=${e.points.length>=50}
          @click=${()=>this.replace(V(e,t))}
        >
          ${m(f)}
        </button>
        <button
          type="button"
          class="plain round"
          aria-label=${u(`areas.remove_corner`,{number:n})}
          ?disabled=${e.points.length<=3}
          @click=${()=>this.replace(it(e,t))}
        >
          ${m(o)}
        </button>
      </td>
    </tr>`}renderPart(e,t,n){let r=e.points[t]??{x:0,y:0};return k({label:`${u(`areas.corner`)} ${t+1}, ${u(n===`x`?`areas.across`:`areas.down`)}`,value:Math.round(r[n]*1e4)/100,min:0,max:100,step:`any`,changed:i=>{i!==null&&this.replace(B(e,t,{...r,[n]:i/100}))}})}add(e){let t=rt(e,u(`areas.new_zone`,{number:this.areas.length+1}));this.chosen=this.areas.length,this.change([...this.areas,t])}drop(e){this.chosen=null,this.change(this.areas.filter((t,n)=>n!==e))}replace(e){this.chosen!==null&&this.change(this.areas.with(this.chosen,e))}change(e){this.areas=e,this.dispatchEvent(new Event(`change`))}};x([C()],q.prototype,`source`,void 0),x([C()],q.prototype,`alternative`,void 0),x([C({attribute:!1})],q.prototype,`areas`,void 0),x([t()],q.prototype,`chosen`,void 0),q=x([d(`wf-area-editor`)],q);function vt(e,t){let n=e[t];return n?.kind===`zone`?n.name.trim()||u(`areas.zone`):u(`areas.mask_number`,{number:e.slice(0,t+1).filter(({kind:e})=>e===`mask`).length})}var yt=400,J=class extends i{constructor(...e){super(...e),this.storage=null,this.loss=null,this.asking=null}static{this.styles=[b,_,...w]}connectedCallback(){super.connectedCallback(),this.read()}disconnectedCallback(){clearTimeout(this.timer),this.asking?.abort(),super.disconnectedCallback()}willUpdate(e){let t=e.get(`draft`),{retention_days:n,quota_gb:r}=this.draft;t===void 0||t.retention_days===n&&t.quota_gb===r||(clearTimeout(this.timer),this.timer=setTimeout(()=>void this.preview(),yt))}render(){return y`<div class="stack">
      <wf-switch
        label=${u(`live.setting.record`)}
        .checked=${this.draft.record}
        @change=${()=>this.change({record:!this.draft.record})}
      ></wf-switch>
      ${this.renderMode()}
      <wf-week-schedule
        label=${u(`edit.schedule`)}
        .slots=${this.draft.schedule}
        @change=${e=>this.change({schedule:e.target.slots})}
      ></wf-week-schedule>
      <h2>${u(`edit.keeping`)}</h2>
      ${this.renderLimits()} ${this.renderForecast()}
    </div>`}renderMode(){let{draft:e}=this;return y`<div class="pair">
      ${A({label:u(`edit.mode`),value:e.mode,options:[[`continuous`,u(`edit.continuous`)],[`events`,u(`edit.events`)]],changed:e=>this.change({mode:e})})}
      ${e.mode===`continuous`?r:y`${k({label:u(`edit.pre_roll`),value:e.pre_roll_s,min:0,max:60,changed:e=>e!==null&&this.change({pre_roll_s:e})})}
            ${k({label:u(`edit.post_roll`),value:e.post_roll_s,min:0,max:600,changed:e=>e!==null&&this.change({post_roll_s:e})})}`}
    </div>`}renderLimits(){let{draft:e}=this;return y`<div class="pair">
      ${k({label:u(`edit.retention_days`),hint:u(`edit.retention_days_text`),value:e.retention_days,min:1,max:3650,placeholder:u(`edit.as_server`),changed:e=>this.change({retention_days:e})})}
      ${k({label:u(`edit.quota_gb`),hint:u(`edit.quota_gb_text`),value:e.quota_gb,min:.1,max:1e6,step:`any`,placeholder:u(`edit.no_quota`),changed:e=>this.change({quota_gb:e})})}
    </div>`}renderForecast(){let{storage:e,draft:t}=this;if(e===null)return r;let n=je(e.bytes_per_day,t.retention_days,t.quota_gb);return y`
      <p class="hint">
        ${u(`forecast.used`,{amount:Oe(e.used_bytes)})}
        ${e.oldest_ms===null?r:u(`forecast.oldest`,{at:h(e.oldest_ms)})}<br />
        ${u(`forecast.now`,{forecast:Ne(e)})}
        ${n===null?r:y`<br />${u(`forecast.then`,{days:De(n)})}`}
      </p>
      <p role="status" class="loss">${this.loss??``}</p>
    `}change(e){this.dispatchEvent(new CustomEvent(`draft-changed`,{detail:e}))}async read(){try{let{cameras:e}=await this.app.api.call(`GET /api/storage`);this.storage=e.find(({camera_id:e})=>e===this.camera.id)??null}catch{}}async preview(){this.asking?.abort();let{signal:e}=this.asking=new AbortController,{retention_days:t,quota_gb:n}=this.draft;try{let r=M(this.camera.id,t,n),i=await this.app.api.call(`POST /api/storage/preview`,{body:r,signal:e});this.loss=Me(i,this.camera.id)??u(`forecast.no_loss`)}catch(e){we(e)||(this.loss=null)}}};x([C({attribute:!1})],J.prototype,`app`,void 0),x([C({attribute:!1})],J.prototype,`camera`,void 0),x([C({attribute:!1})],J.prototype,`draft`,void 0),x([t()],J.prototype,`storage`,void 0),x([t()],J.prototype,`loss`,void 0),J=x([d(`wf-edit-recording`)],J);var bt=20,xt=500,St=6e4;function Ct(e,t){let n=e.filter(({tuning:e})=>e?.camera_id===t);return{done:n.filter(({tuned:e})=>e!==null).toSorted((e,t)=>t.created_ms-e.created_ms)[0]??null,isBusy:n.some(s)}}function wt(e,t){let n=new Set(t.map(({start_ms:e})=>e));return e.filter(({start_ms:e,end_ms:t})=>{let r=t-e;return r>=xt&&r<=St&&!n.has(e)})}var Y=class extends i{static{this.styles=[b,_,...w,v`
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
    `]}constructor(){super(),this.moment=null,this.isOpen=!1,this.samples=new l(async e=>{let t={camera_id:this.camera.id};return(await this.app.api.call(`GET /api/cameras/{camera_id}/tuning/samples`,{params:t,signal:e})).samples}),this.lines=new l(async e=>{let t={camera_ids:[this.camera.id],limit:bt};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),this.toggled=e=>{e.target===e.currentTarget&&(this.isOpen=e.target.open,this.isOpen&&(this.samples.load(),this.lines.load()))},new g(this,()=>[this.samples,this.lines,this.app.jobs,this.app.me])}render(){return y`<details @toggle=${this.toggled}>
      <summary>${u(`tuner.heading`)}</summary>
      ${this.isOpen?this.renderTuner():r}
    </details>`}renderTuner(){return y`
      <p class="hint">${u(`tuner.text`)}</p>
      ${this.moment===null?r:y`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${ke(this.samples.get(),this.samples.load,e=>y`
          <h2>${u(`tuner.samples`)}</h2>
          ${e.length===0?y`<p>${u(`tuner.no_samples`)}</p>`:r}
          <ul>
            ${ge(e,({id:e})=>e,e=>y`<li>${this.renderSample(e)}</li>`)}
          </ul>
          ${S(this.app.me.get(),`edit`)?this.renderOffers(e):r} ${this.renderSearch(e)}
        `)}
    `}renderSample(e){let t=e.start_ms===null?u(`tuner.uploaded`):h(e.start_ms),n=Se(e.length_ms),i=S(this.app.me.get(),`edit`);return y`
      ${this.renderPlay(e.start_ms,t)}
      <label>
        ${t} · ${n}${e.corrected?` · ${u(`tuner.corrected`)}`:``}
        <input
          dir="auto"
          maxlength="2000"
          ?disabled=${!i}
          .value=${e.text}
          placeholder=${u(`tuner.said`)}
          @change=${t=>void this.correct(e,t.target.value)}
        />
      </label>
      <span class="row">
        ${e.corrected||!i||e.text===``?r:y`<button @click=${()=>void this.correct(e,e.text)}>${u(`tuner.right`)}</button>`}
        ${i?y`<button
                class="plain round"
                aria-label=${`${u(`tuner.remove`)}: ${t}`}
                @click=${()=>void this.drop(e)}
              >
                ${m(p)}
              </button>`:r}
      </span>
    `}renderPlay(e,t){if(e===null)return y`<span></span>`;let n=u(`person.play`,{what:t});return y`<button
      class="plain round"
      aria-label=${n}
      title=${n}
      @click=${()=>this.moment={camera_id:this.camera.id,at_ms:e}}
    >
      ${m(te)}
    </button>`}renderOffers(e){let t=wt(this.lines.get().value??[],e);return y`<details>
      <summary>${u(`tuner.take`)}</summary>
      ${t.length===0?y`<p>${u(`tuner.no_lines`)}</p>`:r}
      <ul>
        ${t.map(e=>y`<li>
              ${this.renderPlay(e.start_ms,h(e.start_ms))}
              <span dir="auto">${e.text}</span>
              <button @click=${()=>void this.take(e)}>${u(`tuner.take_this`)}</button>
            </li>`)}
      </ul>
    </details>`}renderSearch(e){let{done:t,isBusy:n}=Ct(this.app.jobs.get().value??[],this.camera.id),i=e.filter(e=>e.corrected).length;return y`
      <div class="row">
        <button
          class="primary"
          ?disabled=${i===0||n||!S(this.app.me.get(),`edit`)}
          @click=${()=>void this.search()}
        >
          ${m(he)}${u(n?`tuner.searching`:`tuner.search`)}
        </button>
        <span class="hint">${u(`tuner.count`,{count:i})}</span>
      </div>
      <div role="status">${t===null?r:this.renderOutcome(t)}</div>
    `}renderOutcome(e){let t=e.tuned,n=t?.trials[0],i=t?.trials[t.best];if(t===null||n===void 0||i===void 0)return y``;let a=u(t.best===0?`tuner.no_better`:`tuner.better`,{before:_e(n.wer),after:_e(i.wer),trials:t.trials.length,what:i.changed.join(`, `)});return y`<p>${a}${t.complete?``:` ${u(`tuner.incomplete`)}`}</p>
      ${t.best===0||!S(this.app.me.get(),`admin`)?r:y`<button @click=${()=>void this.apply(e)}>${u(`tuner.apply`)}</button>`}`}async take({start_ms:e,end_ms:t}){let n={camera_id:this.camera.id};await this.app.toasts.attempt(async()=>{let r={start:e,end:t};await this.app.api.call(`POST /api/cameras/{camera_id}/tuning/samples`,{params:n,body:r}),await this.samples.load()})}async correct({id:e},t){let n=t.trim();if(n===``)return;let r={camera_id:this.camera.id,sample_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`PATCH /api/cameras/{camera_id}/tuning/samples/{sample_id}`,{params:r,body:{text:n}}),await this.samples.load()})}async drop({id:e}){let t={camera_id:this.camera.id,sample_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/cameras/{camera_id}/tuning/samples/{sample_id}`,{params:t}),await this.samples.load()})}async search(){let e={camera_id:this.camera.id};await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/cameras/{camera_id}/tuning`,{params:e,body:{}}),this.app.toasts.done(u(`tuner.ordered`))})}async apply({id:e}){let t={camera_id:this.camera.id,job_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/cameras/{camera_id}/tuning/{job_id}/apply`,{params:t}),this.app.toasts.done(u(`tuner.applied`)),await this.app.cameras.load()})}};x([C({attribute:!1})],Y.prototype,`app`,void 0),x([C({attribute:!1})],Y.prototype,`camera`,void 0),x([t()],Y.prototype,`moment`,void 0),x([t()],Y.prototype,`isOpen`,void 0),Y=x([d(`wf-speech-tuner`)],Y);function Tt({engines:e,models:t},n){let r=e.filter(e=>n===``||e.engine===n),i=t.filter(({state:e})=>e===`installed`).map(({name:e})=>e),a=r.map(({model:e})=>e).filter(e=>e!==null);return{engines:[...new Set(e.map(e=>e.engine))],models:[...new Set([...a,...i])]}}var X=class extends i{static{this.styles=[b,_,...w,v`
      :host {
        display: grid;
        gap: 1rem;
      }
    `]}constructor(){super(),this.known=new l(async e=>{let[{engines:t},{models:n}]=await Promise.all([this.app.api.call(`GET /api/speech`,{signal:e}),this.app.api.call(`GET /api/models`,{signal:e})]);return{engines:t,models:n}}),new g(this,()=>[this.known])}connectedCallback(){super.connectedCallback(),this.known.load()}render(){let{draft:e}=this;return y`
      <wf-switch
        label=${u(`live.setting.transcribe`)}
        .checked=${e.transcribe}
        @change=${()=>this.change({transcribe:!e.transcribe})}
      ></wf-switch>
      <wf-switch
        label=${u(`edit.recognize_voices`)}
        .checked=${e.recognize_voices}
        @change=${()=>this.change({recognize_voices:!e.recognize_voices})}
      ></wf-switch>
      <wf-switch
        label=${u(`edit.speech.live`)}
        .checked=${e.live}
        @change=${()=>this.change({live:!e.live})}
      ></wf-switch>
      <div class="pair">${this.renderLanguage()}</div>
      <div class="pair">${this.renderEngine()}</div>
      <div class="pair">${this.renderWords()}</div>
      <wf-speech-tuner .app=${this.app} .camera=${this.camera}></wf-speech-tuner>
    `}renderLanguage(){let{draft:e}=this;return y`
      ${A({label:u(`edit.speech.mode`),hint:u(`edit.speech.mode_text.${e.language_mode}`),value:e.language_mode,options:[`fixed`,`auto`,`locked`].map(e=>[e,u(`edit.speech.modes.${e}`)]),changed:e=>this.change({language_mode:e})})}
      ${e.language_mode===`fixed`?T({label:u(`edit.language`),hint:u(`edit.language_text`),value:e.language,placeholder:u(`edit.language_auto`),changed:e=>this.change({language:e})}):r}
      ${A({label:u(`edit.speech.task`),value:e.task,options:[`transcribe`,`translate`].map(e=>[e,u(`edit.speech.tasks.${e}`)]),changed:e=>this.change({task:e})})}
    `}renderEngine(){let{draft:e}=this,t=Tt(this.known.get().value??{engines:[],models:[]},e.speech_engine),n=(e,t)=>{let n=t===``||e.includes(t)?e:[t,...e];return[[``,u(`edit.speech.servers_choice`)],...n.map(e=>[e,e])]};return y`
      ${A({label:u(`edit.speech.engine`),value:e.speech_engine,options:n(t.engines,e.speech_engine),changed:e=>this.change({speech_engine:e})})}
      ${A({label:u(`edit.speech.model`),hint:u(`edit.speech.model_text`),value:e.speech_model,options:n(t.models,e.speech_model),changed:e=>this.change({speech_model:e})})}
    `}renderWords(){let{draft:e}=this;return y`
      ${T({label:u(`edit.speech.hot_words`),hint:u(`edit.speech.hot_words_text`),value:e.hot_words,changed:e=>this.change({hot_words:e})})}
      ${k({label:u(`edit.keep_days`),hint:u(`edit.keep_days_text`),value:e.keep_days,min:1,max:3650,placeholder:u(`edit.as_server`),changed:e=>this.change({keep_days:e})})}
    `}change(e){this.dispatchEvent(new CustomEvent(`draft-changed`,{detail:e}))}};x([C({attribute:!1})],X.prototype,`app`,void 0),x([C({attribute:!1})],X.prototype,`camera`,void 0),x([C({attribute:!1})],X.prototype,`draft`,void 0),X=x([d(`wf-edit-speech`)],X);var Et=[`general`,`recording`,`speech`,`faces`,`hours`],Dt=[`name`,`url`,`sub_url`];function Ot(e,t){switch(e){case`recording`:return At(t);case`speech`:return jt(t);case`faces`:return Mt(t);case`hours`:return Nt(t);default:return kt(t)}}function kt({camera:e,draft:t,told:n,change:i}){let a=e.status?.recent_problems??[];return y`
    ${T({label:u(`add.name`),name:`name`,told:n,value:t.name,required:!0,changed:e=>i({name:e})})}
    ${T({label:u(`add.url`),hint:u(`edit.url_text`),name:`url`,told:n,value:t.url,required:!0,changed:e=>i({url:e})})}
    ${T({label:u(`add.sub_url`),hint:u(`add.sub_url_text`),name:`sub_url`,told:n,value:t.sub_url,changed:e=>i({sub_url:e})})}
    ${e.status?.stream?y`<wf-stream-report .report=${e.status.stream}></wf-stream-report>`:y`<p class="hint">${u(`cameras.no_stream`)}</p>`}
    ${a.length===0?r:y`<details>
            <summary>${u(`edit.problems`,{count:a.length})}</summary>
            <ol reversed>
              ${[...a].reverse().map(({code:e,message:t,at_ms:n})=>y`<li>
                    <strong>${u(`problem.${e}`)}</strong>
                    ${n===null?r:h(n)}<br />${t}
                  </li>`)}
            </ol>
          </details>`}
  `}function At({app:e,camera:t,draft:n,change:r}){return y`<wf-edit-recording
    .app=${e}
    .camera=${t}
    .draft=${n}
    @draft-changed=${e=>r(e.detail)}
  ></wf-edit-recording>`}function jt({app:e,camera:t,draft:n,change:r}){return y`<wf-edit-speech
    .app=${e}
    .camera=${t}
    .draft=${n}
    @draft-changed=${e=>r(e.detail)}
  ></wf-edit-speech>`}function Mt({app:e,camera:t,draft:n,change:r}){let i={camera_id:t.id},a=e.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:i,query:{width:1280}});return y`
    <wf-switch
      label=${u(`live.setting.recognize_faces`)}
      .checked=${n.recognize_faces}
      @change=${()=>r({recognize_faces:!n.recognize_faces})}
    ></wf-switch>
    ${k({label:u(`edit.least_face`),hint:u(`edit.least_face_text`),value:n.least_face_px,min:20,max:1e3,changed:e=>e!==null&&r({least_face_px:e})})}
    <h2>${u(`edit.areas`)}</h2>
    <p class="hint">${u(`edit.areas_text`)}</p>
    <wf-area-editor
      .source=${a}
      .alternative=${u(`live.picture_of`,{name:t.name})}
      .areas=${n.areas}
      @change=${e=>r({areas:e.target.areas})}
    ></wf-area-editor>
  `}function Nt({draft:e,change:t}){return y`
    <p class="hint">${u(`edit.hours_text`)}</p>
    ${[`text`,`faces`,`voices`].map(n=>y`<wf-week-schedule
          label=${u(`edit.hours.${n}`)}
          .slots=${e[`${n}_hours`]}
          @change=${e=>t({[`${n}_hours`]:e.target.slots})}
        ></wf-week-schedule>`)}
  `}var Z=class extends i{constructor(...e){super(...e),this.section=``,this.told=null,this.isSaving=!1,this.asked=null,this.leave=()=>void 0,this.change=e=>{this.draft={...this.draft,...e},Dt.some(e=>j(this.told,e))&&(this.told=null)},this.close=()=>void(this.asked=null),this.discard=()=>{this.draft=W(this.camera),this.told=null},this.save=async()=>{if(!mt(G(this.camera,this.draft)))return this.store();await this.attempt(async()=>{let e=M(this.camera.id,this.draft.retention_days,this.draft.quota_gb),t=Me(await this.app.api.call(`POST /api/storage/preview`,{body:e}),this.camera.id);t!==null&&(this.asked={loss:t})})&&this.asked===null&&await this.store()},this.store=async()=>{this.asked=null;let e=G(this.camera,this.draft),t={camera_id:this.camera.id};await this.attempt(async()=>{let n=await this.app.api.call(`PATCH /api/cameras/{camera_id}`,{params:t,body:e});this.camera=n,this.draft=W(n),this.app.toasts.done(u(`edit.saved`)),await this.app.cameras.load()})},this.drop=async()=>{this.asked=null;let{id:e,name:t}=this.camera;await this.attempt(async()=>{await this.app.api.call(`DELETE /api/cameras/{camera_id}`,{params:{camera_id:e}}),this.app.toasts.done(u(`edit.removed`,{name:t})),this.leave(),this.app.router.go(`cameras`)})}}static{this.styles=[b,_,...w,v`
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
    `]}connectedCallback(){super.connectedCallback(),this.leave=this.app.router.guard({isThere:()=>this.isChanged(),outlives:({entry:e,params:t})=>e?.tag===`wf-cameras-page`&&t.camera===this.camera.id})}disconnectedCallback(){this.leave(),super.disconnectedCallback()}willUpdate(e){if(!e.has(`camera`))return;let t=e.get(`camera`),n=t?.id!==this.camera.id;this.draft=n?W(this.camera):Pe(this.draft,W(t),W(this.camera)),n&&(this.told=null)}render(){let{app:e,camera:t,draft:n}=this,i=Et.find(e=>e===this.section)??`general`,a=`cameras/${encodeURIComponent(t.id)}`;return y`
      <header class="row">
        <a class="button plain round" href="cameras" aria-label=${u(`cameras.all`)} title=${u(`cameras.all`)}>
          ${m(ce)}
        </a>
        <h1>${t.name}</h1>
        <button @click=${()=>this.asked=`remove`}>${m(p)}${u(`edit.remove`)}</button>
      </header>
      <nav class="row" aria-label=${u(`edit.parts`)}>
        ${Et.map(e=>y`<a class="button" href="${a}/${e}" aria-current=${e===i?`page`:`false`}>
              ${u(`edit.part.${e}`)}
            </a>`)}
      </nav>
      <section class="card" aria-label=${u(`edit.part.${i}`)}>
        ${Ot(i,{app:e,camera:t,draft:n,told:this.told,change:this.change})}
      </section>
      ${this.told===null||i===`general`&&Dt.some(e=>j(this.told,e))?r:y`<wf-problem .told=${this.told}></wf-problem>`}
      ${this.renderSave()} ${this.renderDialog()}
    `}renderSave(){if(!this.isChanged())return r;let e=pt(this.draft);return y`<div class="save">
      <span role="status">${u(e?`edit.flawed`:`edit.unsaved`)}</span>
      <button @click=${this.discard}>${u(`edit.discard`)}</button>
      <button class="primary" ?disabled=${e||this.isSaving} @click=${this.save}>
        ${m(pe)}${u(`edit.save`)}
      </button>
    </div>`}renderDialog(){let{asked:e}=this,t=e===`remove`,n=t?u(`edit.remove_title`,{name:this.camera.name}):u(`edit.loss_title`),r=e===null?``:t?u(`edit.remove_text`):e.loss;return y`<wf-dialog .open=${e!==null} heading=${n} @closed=${this.close}>
      <p>${r}</p>
      <button slot="actions" @click=${this.close}>${u(`edit.cancel`)}</button>
      <button slot="actions" class="danger" @click=${t?this.drop:this.store}>
        ${u(t?`edit.remove_do`:`edit.loss_do`)}
      </button>
    </wf-dialog>`}isChanged(){return Object.keys(G(this.camera,this.draft)).length>0}async attempt(e){this.isSaving=!0,this.told=null;try{return await e(),!0}catch(e){this.told=E(e)}finally{this.isSaving=!1}return await O(this),!1}};x([C({attribute:!1})],Z.prototype,`app`,void 0),x([C({attribute:!1})],Z.prototype,`camera`,void 0),x([C()],Z.prototype,`section`,void 0),x([t()],Z.prototype,`draft`,void 0),x([t()],Z.prototype,`told`,void 0),x([t()],Z.prototype,`isSaving`,void 0),x([t()],Z.prototype,`asked`,void 0),Z=x([d(`wf-edit-camera`)],Z);var Pt=`add`,Q=class extends be{constructor(){super(),this.storage=null,new g(this,()=>[this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.readStorage()}render(){let{camera:e,part:t=``}=this.place.params,{value:n,error:r}=this.app.cameras.get(),i=this.app.me.get();if(n===null||i===null)return this.renderNothingYet(r);if(e===void 0)return this.renderList(n);if(!S(i,`admin`))return $(a,u(`cameras.locked`),u(`errors.forbidden`));if(e===Pt)return y`<wf-add-camera .app=${this.app} .way=${t}></wf-add-camera>`;let o=n.find(t=>t.id===e);return o===void 0?$(ue,u(`live.gone`),u(`live.gone_text`)):y`<wf-edit-camera .app=${this.app} .camera=${o} .section=${t}></wf-edit-camera>`}renderList(e){if(e.length>0)return y`<wf-camera-list .app=${this.app} .cameras=${e} .storage=${this.storage}></wf-camera-list>`;let t=S(this.app.me.get(),`admin`);return y`<h1>${u(`nav.cameras`)}</h1>
      <wf-notice
        .icon=${me}
        heading=${u(`live.none`)}
        text=${u(t?`cameras.none_text`:`cameras.none_ask`)}
      >
        ${t?y`<a class="button primary" href="cameras/add">${m(f)}${u(`cameras.add_first`)}</a>
                <a class="button" href="cameras/add/search">${u(`add.way.search`)}</a>
                <a class="button" href="cameras/add/frigate">${u(`add.way.frigate`)}</a>`:``}
      </wf-notice>`}renderNothingYet(e){return y`<h1>${u(`nav.cameras`)}</h1>
      ${e===null?y`<p role="status">${u(`loading`)}</p>`:y`<wf-notice .icon=${ue} heading=${u(`failure.title`)} text=${ne(e)}>
              <button class="primary" @click=${()=>void this.app.cameras.load()}>${u(`failure.retry`)}</button>
            </wf-notice>`}`}async readStorage(){try{this.storage=await this.app.api.call(`GET /api/storage`)}catch{}}};x([t()],Q.prototype,`storage`,void 0),Q=x([d(`wf-cameras-page`)],Q);function $(e,t,n){return y`<h1 class="hidden-text">${t}</h1>
    <wf-notice .icon=${e} heading=${t} text=${n}>
      <a class="button primary" href="cameras">${u(`cameras.all`)}</a>
    </wf-notice>`}export{Q as CamerasPage};