const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./live-page-Cx7kE3nP.js","./page-Be12Ps6I.js"])))=>i.map(i=>d[i]);
import{$ as e,A as t,C as n,D as r,F as i,H as a,I as ee,M as te,O as ne,P as re,Q as ie,R as o,S as s,T as ae,V as oe,W as se,X as c,Z as l,_ as u,a as d,b as f,d as p,et as m,f as h,g,h as _,i as v,m as y,n as b,nt as ce,p as x,r as S,t as le,tt as C,w,x as T,y as E,z as D}from"./page-Be12Ps6I.js";var O=4,k=new Set([`GET`,`PUT`]),A=`application/json`,ue=class{constructor(e,t=document.baseURI){this.door=e,this.root=t}async call(t,...n){let r=n[0]??{},i=await this.ask(t,r);if(!i.ok)throw i.status===401&&this.door.refused(),await e(i);if(i.status!==204)return i.headers.get(`Content-Type`)?.startsWith(A)??!1?await i.json():i}url(e,...t){let n=t[0]??{};return j(this.root,e,n).href}socketUrl(e,...t){let n=j(this.root,e,t[0]??{});return n.protocol=n.protocol===`https:`?`wss:`:`ws:`,n.href}async ask(e,t){let n=this.request(e,t),r=k.has(n.method)?O:1;for(let i=0;;i++){try{return await fetch(j(this.root,e,t),n)}catch(e){if(m(e)||t.signal?.aborted)throw e;if(i+1>=r)throw new ie(e)}await ce(C(i),t.signal)}}request(e,{body:t,signal:n}){let r=this.door.headers(),i={method:e.slice(0,e.indexOf(` `)),headers:r};return n!==void 0&&(i.signal=n),t instanceof Blob?i.body=t:t!==void 0&&(i.body=JSON.stringify(t),i.headers={...r,"Content-Type":A}),i}};function j(e,t,{params:n={},query:r={}}){let i=t.slice(t.indexOf(`/`)+1).replace(/\{(\w+)\}/g,(e,t)=>encodeURIComponent(String(n[t]))),a=new URL(i,e);for(let[e,t]of Object.entries(r))t!=null&&a.searchParams.set(e,String(t));return a}function de(e){return{headers:()=>({}),refused:e}}var fe=class{constructor(e){this.entries=e,this.base=new URL(`.`,document.baseURI),this.arrived=()=>this.place.set(this.read()),this.clicked=e=>{if(e.defaultPrevented||e.button!==0||N(e))return;let t=e.composedPath().find(e=>e instanceof HTMLAnchorElement);t?.target===``&&!t.hasAttribute(`download`)&&this.isPage(t.href)&&(e.preventDefault(),this.go(t.href))},this.place=new c(this.read())}start(){addEventListener(`popstate`,this.arrived),document.addEventListener(`click`,this.clicked)}stop(){removeEventListener(`popstate`,this.arrived),document.removeEventListener(`click`,this.clicked)}go(e,{replace:t=!1}={}){let n=new URL(e,this.base);t?history.replaceState(null,``,n):n.href!==location.href&&history.pushState(null,``,n),this.arrived()}isPage(e){return e.startsWith(this.base.href)&&!e.startsWith(new URL(`api/`,this.base).href)}read(){let e=new URL(location.href),t=e.pathname.slice(this.base.pathname.length);return{...pe(this.entries,t),path:t,query:e.searchParams}}};function pe(e,t){let[n]=e;if(t===``&&n!==void 0)return{entry:n,params:{}};for(let n of e){let e=M(n.path,t);if(e!==null)return{entry:n,params:e}}return{entry:null,params:{}}}function M(e,t){let n=e.split(`/`).filter(Boolean),r=t.split(`/`).filter(Boolean);if(r.length>n.length)return null;let i={};for(let[e,t]of n.entries()){let n=r[e],a=/^:(\w+)(\??)$/.exec(t);if(n===void 0){if(a?.[2]!==`?`)return null}else if(a?.[1]!==void 0){let e=P(n);if(e===null)return null;i[a[1]]=e}else if(t!==n)return null}return i}function N(e){return e.metaKey||e.ctrlKey||e.shiftKey||e.altKey}function P(e){try{return decodeURIComponent(e)}catch{return null}}var F=[{path:`live/:camera?`,tag:`wf-live-page`,title:`nav.live`,icon:te,load:()=>ae(()=>import(`./live-page-Cx7kE3nP.js`),__vite__mapDeps([0,1]),import.meta.url)}];function I(e,t){let n=e.findIndex(({id:e})=>e===t.id);return n<0?[...e,t]:e.with(n,t)}function L(e,t){return e.filter(e=>e.id!==t)}var R=class extends c{constructor(e){super({value:null,error:null}),this.read=e,this.reading=null,this.load=async()=>{this.reading?.abort();let e=this.reading=new AbortController;try{let t=await this.read(e.signal);e.signal.aborted||this.set({value:t,error:null})}catch(t){if(e.signal.aborted||m(t))return;this.set({value:this.get().value,error:t instanceof Error?t:Error(String(t))})}}}change(e){let{value:t,error:n}=this.get();t!==null&&this.set({value:e(t),error:n})}},z=class extends R{constructor(e,t){super(async t=>(await e.call(`GET /api/cameras`,{signal:t})).cameras),this.events=t}start(){let e=e=>this.change(t=>I(t,e));this.events.on(`resync`,()=>void this.load()),this.events.on(`camera_added`,e),this.events.on(`camera_updated`,e),this.events.on(`camera_removed`,({id:e})=>this.change(t=>L(t,e))),this.events.on(`camera_status`,e=>this.change(t=>B(t,e))),this.load()}find(e){return this.get().value?.find(t=>t.id===e)??null}};function B(e,t){return e.map(e=>e.id===t.camera_id?{...e,status:t}:e)}var me=15e3,he=5e3,ge=class{constructor(e,t=e=>new WebSocket(e)){this.api=e,this.open=t,this.connection=new c(`connecting`),this.listeners=new Map,this.socket=null,this.place=null,this.failures=0,this.hurry=()=>{this.socket===null&&document.visibilityState!==`hidden`&&(this.failures=0,this.connect())}}start(){addEventListener(`online`,this.hurry),document.addEventListener(`visibilitychange`,this.hurry),this.connect()}stop(){removeEventListener(`online`,this.hurry),document.removeEventListener(`visibilitychange`,this.hurry),clearTimeout(this.timer),this.drop()}on(e,t){let n=this.listeners.get(e)??new Set;return this.listeners.set(e,n.add(t)),()=>n.delete(t)}connect(){clearTimeout(this.timer);let e=this.open(this.api.socketUrl(`GET /api/events`,this.place===null?{}:{query:this.place}));this.socket=e,this.timer=setTimeout(()=>this.lost(e),me),e.onmessage=({data:e})=>this.receive(JSON.parse(e)),e.onclose=()=>this.lost(e)}receive(e){let t=this.place===null;e.type===`hello`&&this.greeted(),(t||e.type!==`hello`)&&(this.place={stream:e.stream,sequence:e.sequence}),this.tell(e.type,e.data),t&&e.type===`hello`&&this.tell(`resync`,e.data)}tell(e,t){for(let n of[...this.listeners.get(e)??[]])n(t)}greeted(){clearTimeout(this.timer),this.timer=setTimeout(()=>this.failures=0,he),this.connection.set(`online`)}lost(e){e===this.socket&&(this.drop(),this.connection.set(`offline`),this.timer=setTimeout(()=>this.connect(),C(this.failures++)))}drop(){clearTimeout(this.timer);let e=this.socket;this.socket=null,e!==null&&(e.onmessage=e.onclose=null,e.close())}},_e=50,ve=class extends R{constructor(e,t){super(async t=>(await e.call(`GET /api/jobs`,{query:{limit:_e},signal:t})).jobs),this.api=e,this.events=t}start(){this.events.on(`resync`,()=>void this.load()),this.events.on(`job`,e=>this.change(t=>ye(t,e))),this.load()}async cancel(e){await this.api.call(`POST /api/jobs/{job_id}/cancel`,{params:{job_id:e}})}};function V({state:e}){return e===`queued`||e===`running`}function ye(e,t){return`state`in t?I(e,t).sort((e,t)=>t.created_ms-e.created_ms):L(e,t.id)}var be=1e4,xe=class extends c{constructor(){super([]),this.next=1,this.timers=new Map}done(e,t){this.show(t===void 0?{text:e,kind:`done`}:{text:e,kind:`done`,undo:t})}failed(e){this.show({text:T(e),kind:`failed`})}async attempt(e){try{return await e(),!0}catch(e){return this.failed(e),!1}}dismiss(e){this.hold(e),this.update(t=>t.filter(t=>t.id!==e))}hold(e){clearTimeout(this.timers.get(e)),this.timers.delete(e)}release(e){this.hold(e),this.timers.set(e,setTimeout(()=>this.dismiss(e),be))}show(e){let t=this.next++;this.update(n=>[...n.slice(-2),{...e,id:t}]),this.release(t)}};function Se(){let e=new c(!1),t=new ue(de(()=>e.set(!0))),n=new ge(t);return{api:t,events:n,router:new fe(F),toasts:new xe,cameras:new z(t,n),jobs:new ve(t,n),me:new c(null),stranger:e,theme:new c(0)}}function Ce(e){e.router.start(),e.cameras.start(),e.jobs.start(),e.events.on(`resync`,()=>void we(e)),e.events.start()}async function we(e){try{e.me.set(await e.api.call(`GET /api/me`))}catch{}}var H=new Map;function U(e,t){let n=`${s()} ${e}`,r=H.get(n);return r===void 0&&H.set(n,r=new Intl.DateTimeFormat(s(),t)),r}function Te(e){return U(`instant`,{dateStyle:`long`,timeStyle:`medium`}).format(e)}var Ee=[[`day`,86400],[`hour`,3600],[`minute`,60],[`second`,1]];function De(e){let t=Math.max(0,Math.round(e/1e3)),[n,r]=Ee.find(([,e])=>t>=e)??[`second`,1],i={style:`unit`,unit:n,unitDisplay:`long`,maximumFractionDigits:0};return new Intl.NumberFormat(s(),i).format(t/r)}function Oe(e){return new Intl.NumberFormat(s(),{style:`percent`,maximumFractionDigits:0}).format(e)}var ke=20,W=class extends g{static{this.styles=[v,S,f`
      :host {
        position: relative;
      }
      .count {
        position: absolute;
        inset: 0 0 auto auto;
        min-width: 1.15rem;
        padding: 0 0.25rem;
        border-radius: 999px;
        background: var(--wf-accent);
        color: var(--wf-on-accent);
        font-size: 0.75rem;
        font-weight: 600;
        line-height: 1.15rem;
        text-align: center;
      }
      .tray {
        position: fixed;
        inset: auto;
        right: max(0.75rem, env(safe-area-inset-right));
        top: calc(env(safe-area-inset-top) + 3.75rem);
        width: min(24rem, calc(100vw - 1.5rem));
        max-height: 70dvh;
        margin: 0;
        overflow: auto;
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        color: var(--wf-text);
        box-shadow: var(--wf-shadow);
      }
      ul {
        margin: 0.75rem 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: 0.35rem 0.75rem;
        padding: 0.6rem 0;
        border-top: 1px solid var(--wf-line);
      }
      progress {
        grid-column: 1 / -1;
        width: 100%;
        height: 0.4rem;
        accent-color: var(--wf-accent);
      }
      .note,
      .empty {
        margin: 0;
        color: var(--wf-muted);
        font-size: 0.875rem;
        overflow-wrap: anywhere;
      }
      .failed {
        color: var(--wf-bad);
      }
    `]}constructor(){super(),this.open=!1,new l(this,()=>[this.app.jobs])}render(){let e=this.app.jobs.get().value??[],n=e.filter(V).length;return E`
      <button
        class="plain round"
        popovertarget="tray"
        aria-expanded=${this.open}
        aria-label=${w(`jobs.button`,{count:n})}
        title=${w(`jobs.heading`)}
      >
        ${p(n>0?se:t)}
        ${n>0?E`<span class="count" aria-hidden="true">${n}</span>`:u}
      </button>
      <section id="tray" class="tray" popover aria-label=${w(`jobs.heading`)} @toggle=${this.toggled}>
        <h2>${w(`jobs.heading`)}</h2>
        ${e.length===0?E`<p class="empty">${w(`jobs.none`)}</p>`:E`<ul>
                ${d(e.slice(0,ke),({id:e})=>e,e=>this.renderJob(e))}
              </ul>`}
      </section>
    `}renderJob(e){let t=w(`jobs.kind.${e.kind}`);return E`
      <li>
        <div>
          <div>${t}</div>
          ${Ae(e)}
        </div>
        ${this.renderAction(e)}
        ${e.state===`running`?E`<progress max="1" .value=${e.progress} aria-label=${t}></progress>`:u}
      </li>
    `}renderAction(e){if(V(e))return E`<button ?disabled=${e.cancelling} @click=${()=>void this.app.toasts.attempt(()=>this.app.jobs.cancel(e.id))}>${w(`jobs.cancel`)}</button>`;let[t]=e.result?.files??[];if(e.state!==`done`||t===void 0)return u;let n=this.app.api.url(`GET /api/exports/{job_id}/file`,{params:{job_id:e.id}}),r=w(`jobs.download`);return E`<a class="button round" href=${n} download=${t.name} aria-label=${r} title=${r}>
      ${p(D)}
    </a>`}toggled(e){this.open=e.newState===`open`}};b([y({attribute:!1})],W.prototype,`app`,void 0),b([x()],W.prototype,`open`,void 0),W=b([_(`wf-jobs-tray`)],W);function Ae(e){if(e.state===`failed`)return E`<p class="note failed">${e.problem?.message??w(`jobs.state.failed`)}</p>`;let t=e.transfer?.left_s,n=e.state===`running`?[Oe(e.progress),...typeof t==`number`?[w(`jobs.left`,{time:De(t*1e3)})]:[]]:[w(`jobs.state.${e.state}`),Te(e.created_ms)];return E`<p class="note">${n.join(` · `)}</p>`}var G=class extends g{static{this.styles=[v,S,f`
      :host {
        position: fixed;
        z-index: 20;
        inset: auto 0 calc(var(--wf-bottom, 0px) + 1rem);
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 0.5rem;
        padding: 0 1rem;
        pointer-events: none;
      }
      .toast {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        width: min(30rem, 100%);
        padding: 0.4rem 0.4rem 0.4rem 1rem;
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        box-shadow: var(--wf-shadow);
        border: 1px solid var(--wf-line);
        pointer-events: auto;
      }
      .text {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .done > .icon {
        color: var(--wf-good);
      }
      .failed > .icon {
        color: var(--wf-bad);
      }
    `]}constructor(){super(),new l(this,()=>[this.toasts])}render(){return E`<div role="status" aria-live="polite">
      ${d(this.toasts.get(),({id:e})=>e,e=>this.renderToast(e))}
    </div>`}renderToast(e){let t=()=>this.toasts.hold(e.id),n=()=>this.toasts.release(e.id),{undo:a}=e;return E`
      <div
        class="toast ${e.kind}"
        @pointerenter=${t}
        @pointerleave=${n}
        @focusin=${t}
        @focusout=${n}
      >
        ${p(e.kind===`done`?re:r)}
        <span class="text">${e.text}</span>
        ${a===void 0?u:E`<button class="plain" @click=${()=>void this.undo(e.id,a)}>${w(`toast.undo`)}</button>`}
        <button class="plain round" aria-label=${w(`toast.dismiss`)} @click=${()=>this.toasts.dismiss(e.id)}>
          ${p(i)}
        </button>
      </div>
    `}async undo(e,t){this.toasts.dismiss(e),await this.toasts.attempt(t)}};b([y({attribute:!1})],G.prototype,`toasts`,void 0),G=b([_(`wf-toasts`)],G);var K=4,q=class extends g{constructor(...e){super(...e),this.entry=null}static{this.styles=[v,S,f`
      ul {
        display: flex;
        gap: 0.25rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      a,
      button.more {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.5rem;
        padding: 0 0.9rem;
        border: 0;
        border-radius: 999px;
        background: none;
        color: var(--wf-muted);
        font-weight: 500;
        text-decoration: none;
      }
      a:hover {
        background: var(--wf-hover);
        color: var(--wf-text);
      }
      a[aria-current] {
        background: color-mix(in srgb, var(--wf-accent) 16%, transparent);
        color: var(--wf-text);
      }
      .more-item,
      [popover] {
        display: none;
      }
      @media (max-width: 759px) {
        ul {
          gap: 0;
          padding: 0.35rem max(0.5rem, env(safe-area-inset-left)) calc(0.35rem + env(safe-area-inset-bottom));
        }
        li {
          flex: 1;
        }
        .bar a,
        button.more {
          flex-direction: column;
          gap: 0.1rem;
          width: 100%;
          padding: 0.3rem 0.25rem;
          border-radius: 10px;
          font-size: 0.75rem;
        }
        .bar .beyond {
          display: none;
        }
        .more-item {
          display: block;
        }
        [popover]:popover-open {
          position: fixed;
          inset: auto 0.75rem calc(4.5rem + env(safe-area-inset-bottom)) auto;
          display: grid;
          min-width: 12rem;
          margin: 0;
          padding: 0.5rem;
          border: 1px solid var(--wf-line);
          border-radius: var(--wf-radius);
          background: var(--wf-raised);
          box-shadow: var(--wf-shadow);
        }
      }
    `]}updated(e){e.has(`entry`)&&this.menu?.hidePopover()}render(){let e=F.filter(e=>e.icon!==void 0),t=e.slice(K);return E`
      <nav aria-label=${w(`nav.label`)}>
        <ul class="bar">
          ${e.map((e,t)=>E`<li class=${t<K?``:`beyond`}>${this.renderLink(e)}</li>`)}
          ${t.length===0?u:E`<li class="more-item">
                  <button class="more" popovertarget="menu">${p(o)}${w(`nav.more`)}</button>
                </li>`}
        </ul>
        <div id="menu" popover>${t.map(e=>this.renderLink(e))}</div>
      </nav>
    `}renderLink(e){let[t]=e.path.split(`/`),n=e===this.entry?`page`:u;return E`<a href=${t??``} aria-current=${n}>${p(e.icon??``)}${w(e.title)}</a>`}};b([y({attribute:!1})],q.prototype,`entry`,void 0),b([h(`[popover]`)],q.prototype,`menu`,void 0),q=b([_(`wf-navigation`)],q);var J=class extends g{constructor(...e){super(...e),this.page=null,this.failure=null,this.shown=null,this.isFirst=!0,this.retry=()=>{this.page=null,this.shown!==null&&this.load(this.shown)}}static{this.styles=[v,S,f`
      :host {
        display: block;
      }
    `]}render(){return this.place.entry===null?this.renderMissing():this.failure===null?E`<div @page-failed=${this.failed}>${this.page}</div>`:this.renderFailure()}willUpdate(e){if(!e.has(`place`))return;let{entry:t,path:n}=this.place,r=n!==e.get(`place`)?.path;t===null?(this.page=this.shown=null,this.arrive(w(`missing.title`))):t===this.shown?this.page!==null&&(this.page.place=this.place,r&&this.arrive(w(t.title))):this.load(t)}async load(e){this.shown=e,this.failure=null;try{await e.load()}catch(t){this.shown===e&&(this.failure=t);return}if(this.shown!==e)return;let t=document.createElement(e.tag);if(!(t instanceof le))throw TypeError(`${e.tag} is no page`);t.app=this.app,t.place=this.place,this.page=t,await this.arrive(w(e.title))}async arrive(e){await this.updateComplete,await this.page?.updateComplete;let t=Y(this.renderRoot);document.title=`${t?.textContent.trim()??e} – TheWallflower`,this.isFirst?this.isFirst=!1:(scrollTo(0,0),this.focusHeading())}focusHeading(){let e=Y(this.renderRoot);e!==null&&(e.tabIndex=-1,e.focus({preventScroll:!0}))}failed(e){console.error(e.detail),this.failure=e.detail}renderMissing(){return E`
      <h1 class="hidden-text">${w(`missing.title`)}</h1>
      <wf-notice .icon=${a} heading=${w(`missing.title`)} text=${w(`missing.text`)}>
        <a class="button primary" href="live">${w(`missing.home`)}</a>
      </wf-notice>
    `}renderFailure(){return E`
      <h1 class="hidden-text">${w(`failure.title`)}</h1>
      <wf-notice .icon=${ne} heading=${w(`failure.title`)} text=${T(this.failure)}>
        <button class="primary" @click=${this.retry}>${w(`failure.retry`)}</button>
        <button @click=${()=>location.reload()}>${w(`failure.reload`)}</button>
      </wf-notice>
    `}};b([y({attribute:!1})],J.prototype,`app`,void 0),b([y({attribute:!1})],J.prototype,`place`,void 0),b([x()],J.prototype,`page`,void 0),b([x()],J.prototype,`failure`,void 0),J=b([_(`wf-outlet`)],J);function Y(e){for(let t of e.querySelectorAll(`*`)){if(t.localName===`h1`)return t;let e=t.shadowRoot===null?null:Y(t.shadowRoot);if(e!==null)return e}return null}var X=class extends g{constructor(...e){super(...e),this.app=null,this.watch=new l(this,()=>this.app===null?[]:[this.app.router.place,this.app.events.connection,this.app.stranger]),this.unhandled=e=>{m(e.reason)||this.app?.toasts.failed(e.reason)}}static{this.styles=[v,S,f`
      :host {
        display: grid;
        grid-template-rows: auto auto 1fr;
        min-height: 100dvh;
      }
      header {
        position: sticky;
        z-index: 10;
        top: 0;
        display: flex;
        align-items: center;
        gap: 1rem;
        min-height: 3.5rem;
        padding: env(safe-area-inset-top) max(1rem, env(safe-area-inset-right)) 0 max(1rem, env(safe-area-inset-left));
        border-bottom: 1px solid var(--wf-line);
        background: var(--wf-card);
      }
      .brand {
        font-weight: 700;
        letter-spacing: -0.01em;
      }
      wf-navigation {
        flex: 1;
      }
      main {
        min-width: 0;
        padding: 1rem max(1rem, env(safe-area-inset-right)) 2rem max(1rem, env(safe-area-inset-left));
      }
      .skip {
        position: absolute;
        z-index: 30;
        top: 0.5rem;
        left: 0.5rem;
      }
      .skip:not(:focus) {
        clip-path: inset(50%);
        pointer-events: none;
      }
      .banner {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 0.75rem;
        padding: 0.35rem 1rem;
        background: color-mix(in srgb, var(--wf-warn) 16%, var(--wf-card));
        border-bottom: 1px solid var(--wf-line);
      }
      .banner .icon {
        color: var(--wf-warn);
      }
      @media (max-width: 759px) {
        :host {
          --wf-bottom: calc(4rem + env(safe-area-inset-bottom));
        }
        header {
          position: static;
          justify-content: space-between;
        }
        wf-navigation {
          position: fixed;
          inset: auto 0 0;
          border-top: 1px solid var(--wf-line);
          background: var(--wf-card);
        }
        main {
          padding: 0.75rem 0.75rem calc(var(--wf-bottom) + 1rem);
        }
      }
    `]}connectedCallback(){super.connectedCallback(),addEventListener(`unhandledrejection`,this.unhandled)}disconnectedCallback(){removeEventListener(`unhandledrejection`,this.unhandled),super.disconnectedCallback()}willUpdate(e){e.has(`app`)&&(this.watch.hostDisconnected(),this.watch.hostConnected())}render(){let{app:e}=this;if(e===null)return u;let t=e.router.place.get();return E`
      <button class="skip" @click=${()=>this.outlet?.focusHeading()}>${w(`nav.skip`)}</button>
      <header>
        <span class="brand">TheWallflower</span>
        <wf-navigation .entry=${t.entry}></wf-navigation>
        <wf-jobs-tray .app=${e}></wf-jobs-tray>
      </header>
      ${this.renderBanner(e)}
      <main>
        ${e.stranger.get()?E`<wf-notice
                .icon=${oe}
                heading=${w(`stranger.title`)}
                text=${w(`stranger.text`)}
              ></wf-notice>`:E`<wf-outlet .app=${e} .place=${t}></wf-outlet>`}
      </main>
      <wf-toasts .toasts=${e.toasts}></wf-toasts>
    `}renderBanner(e){let t=e.events.connection.get()===`offline`&&!e.stranger.get();return E`<div role="status">
      ${t?E`<div class="banner">
              ${p(ee)}<span>${w(`offline.text`)}</span>
              <button @click=${e.events.hurry}>${w(`offline.retry`)}</button>
            </div>`:u}
    </div>`}};b([y({attribute:!1})],X.prototype,`app`,void 0),b([h(`wf-outlet`)],X.prototype,`outlet`,void 0),X=b([_(`wf-app`)],X);var je=/^#([\da-f]{3,8})$/i,Me=/^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i;function Ne(e){let t=Fe(e.trim());if(t===null)return!1;let[n,r,i]=t.map(e=>Pe(e/255));return .2126*n+.7152*r+.0722*i<.179}function Pe(e){return e<=.04045?e/12.92:((e+.055)/1.055)**2.4}function Fe(e){let t=Me.exec(e);if(t!==null)return t.slice(1,4).map(Number);let n=je.exec(e)?.[1];if(n===void 0)return null;let r=n.length<6?1:2;return[0,1,2].map(e=>{let t=n.slice(e*r,(e+1)*r);return parseInt(r===1?t+t:t,16)})}var Ie={"--primary-color":`--wf-accent`,"--text-primary-color":`--wf-on-accent`,"--primary-background-color":`--wf-page`,"--card-background-color":`--wf-card`,"--primary-text-color":`--wf-text`,"--secondary-text-color":`--wf-muted`,"--divider-color":`--wf-line`},Le=`--primary-background-color`;function Re(e){let t=Z(),n=matchMedia(`(prefers-color-scheme: dark)`),r=()=>{let r=document.documentElement;r.dataset.theme=(t===null?null:Be(t))??(n.matches?`dark`:`light`),e()},i=new MutationObserver(r);return t!==null&&i.observe(t.documentElement,{attributes:!0,attributeFilter:[`style`,`class`]}),n.addEventListener(`change`,r),r(),()=>{i.disconnect(),n.removeEventListener(`change`,r)}}function ze(){let e=Z()?.documentElement.lang??``;return e===``?navigator.language:e}function Z(){if(window.parent===window)return null;try{let{document:e}=window.parent;return e.querySelector(`home-assistant`)===null?null:e}catch{return null}}function Be(e){let t=getComputedStyle(e.documentElement),n=t.getPropertyValue(Le).trim(),r=document.documentElement.style;for(let[e,n]of Object.entries(Ie)){let i=t.getPropertyValue(e).trim();i===``?r.removeProperty(n):r.setProperty(n,i)}return n===``?null:Ne(n)?`dark`:`light`}var Q=Se();Re(()=>Q.theme.update(e=>e+1)),await n(ze()),Ce(Q);var $=document.querySelector(`wf-app`);$!==null&&($.app=Q);