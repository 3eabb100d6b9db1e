const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./live-page-BIhGWC8q.js","./page-BXmO34J6.js","./notice-CofnxzAT.js","./query-Df4-SAIv.js","./camera-state-CgAOJ8Rc.js","./backoff-DYIAqc1I.js","./rights-KL0q-kIB.js","./switch-DjVfvQru.js","./live-BJ5CcU8p.js","./timeline-page-CLQUF3lz.js","./format-Cpna0S8i.js","./remote-CIGExC4H.js","./search-page-BVMh1fQj.js","./moment-player-6rTMQrrd.js","./people-page-T9ftMyvB.js","./undo-B6lEPRia.js","./dialog-CFmZABk3.js","./pages-DM52oS2d.js","./speakers-page-Dtv11fMH.js","./cameras-page-BZgWTcMt.js","./problem-CslNqMcD.js","./forecast-D_-AIkYo.js","./week-schedule-RohzMJ_I.js","./rules-page-wepYdluA.js","./system-page-BvIJmZmj.js","./jobs-DwZXNYKv.js"])))=>i.map(i=>d[i]);
import{n as e,t}from"./backoff-DYIAqc1I.js";import{$ as n,D as r,Et as i,F as a,J as o,Kt as s,L as c,Lt as ee,Nt as te,O as l,R as ne,S as u,T as d,U as re,Ut as ie,X as ae,Xt as f,Yt as oe,Zt as p,_ as m,a as h,b as g,bt as se,ct as ce,g as _,h as v,it as le,j as ue,k as y,lt as de,n as b,nt as fe,qt as x,r as S,t as pe,v as C,w,wt as T,xt as me,y as E}from"./page-BXmO34J6.js";import{i as D,n as O,r as k,t as he}from"./jobs-DwZXNYKv.js";import{t as A}from"./remote-CIGExC4H.js";import{t as j}from"./pages-DM52oS2d.js";import{t as M}from"./query-Df4-SAIv.js";import{t as N}from"./notice-CofnxzAT.js";import{a as P,o as F,r as I}from"./format-Cpna0S8i.js";var L=4,R=new Set([`GET`,`PUT`]),z=`application/json`,ge=class{constructor(e,t=document.baseURI){this.door=e,this.root=t}async call(e,...t){let n=t[0]??{},r=await this.ask(e,n);if(!r.ok)throw r.status===401&&this.door.refused(),await f(r);if(r.status!==204)return r.headers.get(`Content-Type`)?.startsWith(z)??!1?await r.json():r}async health(e){let t=await this.ask(`GET /api/health`,{signal:e}),n=await t.clone().json().catch(()=>null);if(typeof n==`object`&&n&&`healthy`in n)return n;throw await f(t)}url(e,...t){let n=t[0]??{};return B(this.root,e,n).href}socketUrl(e,...t){let n=B(this.root,e,t[0]??{});return n.protocol=n.protocol===`https:`?`wss:`:`ws:`,n.href}async ask(n,r){let i=this.request(n,r),a=R.has(i.method)?L:1;for(let o=0;;o++){try{return await fetch(B(this.root,n,r),i)}catch(e){if(p(e)||r.signal?.aborted)throw e;if(o+1>=a)throw new oe(e)}await e(t(o),r.signal)}}request(e,{body:t,signal:n}){let r=this.door.headers(),i={method:e.slice(0,e.indexOf(` `)),headers:r};return n!==void 0&&(i.signal=n),t instanceof Blob?i.body=t:t!==void 0&&(i.body=JSON.stringify(t),i.headers={...r,"Content-Type":z}),i}};function B(e,t,{params:n={},query:r={}}){let i=t.slice(t.indexOf(`/`)+1).replace(/\{(\w+)\}/g,(e,t)=>encodeURIComponent(String(n[t]))),a=new URL(i,e);for(let[e,t]of Object.entries(r))t!=null&&a.searchParams.set(e,String(t));return a}function _e(e){return{headers:()=>({}),refused:e}}var ve=class{constructor(e){this.entries=e,this.base=new URL(`.`,document.baseURI),this.arrived=()=>this.place.set(this.read()),this.clicked=e=>{if(e.defaultPrevented||e.button!==0||xe(e))return;let t=e.composedPath().find(e=>e instanceof HTMLAnchorElement);t?.target===``&&!t.hasAttribute(`download`)&&this.isPage(t.href)&&(e.preventDefault(),this.go(t.href))},this.place=new s(this.read())}start(){addEventListener(`popstate`,this.arrived),document.addEventListener(`click`,this.clicked)}stop(){removeEventListener(`popstate`,this.arrived),document.removeEventListener(`click`,this.clicked)}go(e,{replace:t=!1}={}){let n=new URL(e,this.base);t?history.replaceState(null,``,n):n.href!==location.href&&history.pushState(null,``,n),this.arrived()}isPage(e){return e.startsWith(this.base.href)&&!e.startsWith(new URL(`api/`,this.base).href)}read(){let e=new URL(location.href),t=e.pathname.slice(this.base.pathname.length);return{...ye(this.entries,t),path:t,query:e.searchParams}}};function ye(e,t){let[n]=e;if(t===``&&n!==void 0)return{entry:n,params:{}};for(let n of e){let e=be(n.path,t);if(e!==null)return{entry:n,params:e}}return{entry:null,params:{}}}function be(e,t){let n=e.split(`/`).filter(Boolean),r=t.split(`/`).filter(Boolean);if(r.length>n.length)return null;let i={};for(let[e,t]of n.entries()){let n=r[e],a=/^:(\w+)(\??)$/.exec(t);if(n===void 0){if(a?.[2]!==`?`)return null}else if(a?.[1]!==void 0){let e=Se(n);if(e===null)return null;i[a[1]]=e}else if(t!==n)return null}return i}function xe(e){return e.metaKey||e.ctrlKey||e.shiftKey||e.altKey}function Se(e){try{return decodeURIComponent(e)}catch{return null}}var V=[{path:`live/:camera?`,tag:`wf-live-page`,title:`nav.live`,icon:o,load:()=>y(()=>import(`./live-page-BIhGWC8q.js`),__vite__mapDeps([0,1,2,3,4,5,6,7,8]),import.meta.url)},{path:`timeline/:camera?`,tag:`wf-timeline-page`,title:`nav.timeline`,icon:ae,load:()=>y(()=>import(`./timeline-page-CLQUF3lz.js`),__vite__mapDeps([9,1,2,3,10,11]),import.meta.url)},{path:`search`,tag:`wf-search-page`,title:`nav.search`,icon:me,load:()=>y(()=>import(`./search-page-BVMh1fQj.js`),__vite__mapDeps([12,1,8,2,10,13,3]),import.meta.url)},{path:`people/:person?`,tag:`wf-people-page`,title:`nav.people`,icon:ue,load:()=>y(()=>import(`./people-page-T9ftMyvB.js`),__vite__mapDeps([14,1,2,15,3,10,11,6,16,17]),import.meta.url)},{path:`speakers`,tag:`wf-speakers-page`,title:`nav.speakers`,icon:a,load:()=>y(()=>import(`./speakers-page-Dtv11fMH.js`),__vite__mapDeps([18,1,2,11,13,3,10,15,6,16]),import.meta.url)},{path:`cameras/:camera?/:part?`,tag:`wf-cameras-page`,title:`nav.cameras`,icon:ie,load:()=>y(()=>import(`./cameras-page-BZgWTcMt.js`),__vite__mapDeps([19,1,3,6,2,20,8,21,10,7,4,16,22]),import.meta.url)},{path:`rules/:rule?`,tag:`wf-rules-page`,title:`nav.rules`,icon:i,load:()=>y(()=>import(`./rules-page-wepYdluA.js`),__vite__mapDeps([23,1,11,6,2,7,8,10,20,22]),import.meta.url)},{path:`system`,tag:`wf-system-page`,title:`nav.system`,icon:ee,load:()=>y(()=>import(`./system-page-BvIJmZmj.js`),__vite__mapDeps([24,1,6,16,3,21,10,25,11,20,8]),import.meta.url)}],Ce=class extends A{constructor(e,t){super(async t=>(await e.call(`GET /api/cameras`,{signal:t})).cameras),this.events=t}start(){let e=e=>this.change(t=>k(t,e));this.events.on(`resync`,()=>void this.load()),this.events.on(`camera_added`,e),this.events.on(`camera_updated`,e),this.events.on(`camera_removed`,({id:e})=>this.change(t=>D(t,e))),this.events.on(`camera_status`,e=>this.change(t=>we(t,e))),this.load()}find(e){return this.get().value?.find(t=>t.id===e)??null}};function we(e,t){return e.map(e=>e.id===t.camera_id?{...e,status:t}:e)}var Te=15e3,Ee=5e3,De=class{constructor(e,t=e=>new WebSocket(e)){this.api=e,this.open=t,this.connection=new s(`connecting`),this.listeners=new Map,this.socket=null,this.place=null,this.failures=0,this.hurry=()=>{this.socket===null&&document.visibilityState!==`hidden`&&(this.failures=0,this.connect())}}start(){addEventListener(`online`,this.hurry),document.addEventListener(`visibilitychange`,this.hurry),this.connect()}stop(){removeEventListener(`online`,this.hurry),document.removeEventListener(`visibilitychange`,this.hurry),clearTimeout(this.timer),this.drop()}on(e,t){let n=this.listeners.get(e)??new Set;return this.listeners.set(e,n.add(t)),()=>n.delete(t)}connect(){clearTimeout(this.timer);let e=this.open(this.api.socketUrl(`GET /api/events`,this.place===null?{}:{query:this.place}));this.socket=e,this.timer=setTimeout(()=>this.lost(e),Te),e.onmessage=({data:e})=>this.receive(JSON.parse(e)),e.onclose=()=>this.lost(e)}receive(e){let t=this.place===null;e.type===`hello`&&this.greeted(),(t||e.type!==`hello`)&&(this.place={stream:e.stream,sequence:e.sequence}),this.tell(e.type,e.data),t&&e.type===`hello`&&this.tell(`resync`,e.data)}tell(e,t){for(let n of[...this.listeners.get(e)??[]])n(t)}greeted(){clearTimeout(this.timer),this.timer=setTimeout(()=>this.failures=0,Ee),this.connection.set(`online`)}lost(e){e===this.socket&&(this.drop(),this.connection.set(`offline`),this.timer=setTimeout(()=>this.connect(),t(this.failures++)))}drop(){clearTimeout(this.timer);let e=this.socket;this.socket=null,e!==null&&(e.onmessage=e.onclose=null,e.close())}},Oe=500,ke=class extends A{constructor(e,t){super(t=>Ae(e,t)),this.events=t,this.isWanted=!1}start(){let e=e=>this.change(t=>H(k(t,e)));this.events.on(`resync`,()=>{this.isWanted&&this.load()}),this.events.on(`person_added`,e),this.events.on(`person_updated`,e),this.events.on(`person_removed`,({id:e})=>this.change(t=>D(t,e)))}want(){this.isWanted||(this.isWanted=!0,this.load())}find(e){return this.get().value?.find(t=>t.id===e)??null}};async function Ae(e,t){return H(await j(n=>e.call(`GET /api/people`,{query:{limit:Oe,cursor:n},signal:t}),e=>e.people))}function H(e){return e.toSorted((e,t)=>e.name.localeCompare(t.name))}var je=1e4,Me=class extends s{constructor(){super([]),this.next=1,this.timers=new Map}done(e,t){this.show(t===void 0?{text:e,kind:`done`}:{text:e,kind:`done`,undo:t})}failed(e){this.show({text:d(e),kind:`failed`})}async attempt(e){try{return await e(),!0}catch(e){return this.failed(e),!1}}dismiss(e){this.hold(e),this.update(t=>t.filter(t=>t.id!==e))}hold(e){clearTimeout(this.timers.get(e)),this.timers.delete(e)}release(e){this.hold(e),this.timers.set(e,setTimeout(()=>this.dismiss(e),je))}show(e){let t=this.next++;this.update(n=>[...n.slice(-2),{...e,id:t}]),this.release(t)}};function Ne(){let e=new s(!1),t=new ge(_e(()=>e.set(!0))),n=new De(t);return{api:t,events:n,router:new ve(V),toasts:new Me,cameras:new Ce(t,n),jobs:new he(t,n),people:new ke(t,n),me:new s(null),stranger:e,theme:new s(0)}}function Pe(e){e.router.start(),e.cameras.start(),e.jobs.start(),e.people.start(),e.events.on(`resync`,()=>void Fe(e)),e.events.start()}async function Fe(e){try{e.me.set(await e.api.call(`GET /api/me`))}catch{}}var Ie=20,U=class extends E{static{this.styles=[h,S,w`
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
    `]}constructor(){super(),this.open=!1,new x(this,()=>[this.app.jobs])}render(){let e=this.app.jobs.get().value??[],t=e.filter(O).length;return u`
      <button
        class="plain round"
        popovertarget="tray"
        aria-expanded=${this.open}
        aria-label=${l(`jobs.button`,{count:t})}
        title=${l(`jobs.heading`)}
      >
        ${v(t>0?te:re)}
        ${t>0?u`<span class="count" aria-hidden="true">${t}</span>`:g}
      </button>
      <section id="tray" class="tray" popover aria-label=${l(`jobs.heading`)} @toggle=${this.toggled}>
        <h2>${l(`jobs.heading`)}</h2>
        ${e.length===0?u`<p class="empty">${l(`jobs.none`)}</p>`:u`<ul>
                ${N(e.slice(0,Ie),({id:e})=>e,e=>this.renderJob(e))}
              </ul>`}
      </section>
    `}renderJob(e){let t=l(`jobs.kind.${e.kind}`);return u`
      <li>
        <div>
          <div>${t}</div>
          ${Le(e)}
        </div>
        ${this.renderAction(e)}
        ${e.state===`running`?u`<progress max="1" .value=${e.progress} aria-label=${t}></progress>`:g}
      </li>
    `}renderAction(e){if(O(e))return u`<button ?disabled=${e.cancelling} @click=${()=>void this.app.toasts.attempt(()=>this.app.jobs.cancel(e.id))}>${l(`jobs.cancel`)}</button>`;let[t]=e.result?.files??[];if(e.state!==`done`||t===void 0)return g;let n=this.app.api.url(`GET /api/exports/{job_id}/file`,{params:{job_id:e.id}}),r=l(`jobs.download`);return u`<a class="button round" href=${n} download=${t.name} aria-label=${r} title=${r}>
      ${v(de)}
    </a>`}toggled(e){this.open=e.newState===`open`}};b([m({attribute:!1})],U.prototype,`app`,void 0),b([_()],U.prototype,`open`,void 0),U=b([C(`wf-jobs-tray`)],U);function Le(e){if(e.state===`failed`)return u`<p class="note failed">${e.problem?.message??l(`jobs.state.failed`)}</p>`;let t=e.transfer?.left_s,n=e.state===`running`?[F(e.progress),...typeof t==`number`?[l(`jobs.left`,{time:I(t*1e3)})]:[]]:[l(`jobs.state.${e.state}`),P(e.created_ms)];return u`<p class="note">${n.join(` · `)}</p>`}var W=class extends E{static{this.styles=[h,S,w`
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
    `]}constructor(){super(),new x(this,()=>[this.toasts])}render(){return u`<div role="status" aria-live="polite">
      ${N(this.toasts.get(),({id:e})=>e,e=>this.renderToast(e))}
    </div>`}renderToast(e){let t=()=>this.toasts.hold(e.id),r=()=>this.toasts.release(e.id),{undo:i}=e;return u`
      <div
        class="toast ${e.kind}"
        @pointerenter=${t}
        @pointerleave=${r}
        @focusin=${t}
        @focusout=${r}
      >
        ${v(e.kind===`done`?n:c)}
        <span class="text">${e.text}</span>
        ${i===void 0?g:u`<button class="plain" @click=${()=>void this.undo(e.id,i)}>${l(`toast.undo`)}</button>`}
        <button class="plain round" aria-label=${l(`toast.dismiss`)} @click=${()=>this.toasts.dismiss(e.id)}>
          ${v(fe)}
        </button>
      </div>
    `}async undo(e,t){this.toasts.dismiss(e),await this.toasts.attempt(t)}};b([m({attribute:!1})],W.prototype,`toasts`,void 0),W=b([C(`wf-toasts`)],W);var G=4,K=class extends E{constructor(...e){super(...e),this.entry=null}static{this.styles=[h,S,w`
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
    `]}updated(e){e.has(`entry`)&&this.menu?.hidePopover()}render(){let e=V.filter(e=>e.icon!==void 0),t=e.slice(G);return u`
      <nav aria-label=${l(`nav.label`)}>
        <ul class="bar">
          ${e.map((e,t)=>u`<li class=${t<G?``:`beyond`}>${this.renderLink(e)}</li>`)}
          ${t.length===0?g:u`<li class="more-item">
                  <button class="more" popovertarget="menu">${v(ce)}${l(`nav.more`)}</button>
                </li>`}
        </ul>
        <div id="menu" popover>${t.map(e=>this.renderLink(e))}</div>
      </nav>
    `}renderLink(e){let[t]=e.path.split(`/`),n=e===this.entry?`page`:g;return u`<a href=${t??``} aria-current=${n}>${v(e.icon??``)}${l(e.title)}</a>`}};b([m({attribute:!1})],K.prototype,`entry`,void 0),b([M(`[popover]`)],K.prototype,`menu`,void 0),K=b([C(`wf-navigation`)],K);var q=class extends E{constructor(...e){super(...e),this.page=null,this.failure=null,this.shown=null,this.isFirst=!0,this.retry=()=>{this.page=null,this.shown!==null&&this.load(this.shown)}}static{this.styles=[h,S,w`
      :host {
        display: block;
      }
    `]}render(){return this.place.entry===null?this.renderMissing():this.failure===null?u`<div @page-failed=${this.failed}>${this.page}</div>`:this.renderFailure()}willUpdate(e){if(!e.has(`place`))return;let{entry:t,path:n}=this.place,r=n!==e.get(`place`)?.path;t===null?(this.page=this.shown=null,this.arrive(l(`missing.title`))):t===this.shown?this.page!==null&&(this.page.place=this.place,r&&this.arrive(l(t.title))):this.load(t)}async load(e){this.shown=e,this.failure=null;try{await e.load()}catch(t){this.shown===e&&(this.failure=t);return}if(this.shown!==e)return;let t=document.createElement(e.tag);if(!(t instanceof pe))throw TypeError(`${e.tag} is no page`);t.app=this.app,t.place=this.place,this.page=t,await this.arrive(l(e.title))}async arrive(e){await this.updateComplete,await this.page?.updateComplete;let t=J(this.renderRoot);document.title=`${t?.textContent.trim()??e} – TheWallflower`,this.isFirst?this.isFirst=!1:(scrollTo(0,0),this.focusHeading())}focusHeading(){let e=J(this.renderRoot);e!==null&&(e.tabIndex=-1,e.focus({preventScroll:!0}))}failed(e){console.error(e.detail),this.failure=e.detail}renderMissing(){return u`
      <h1 class="hidden-text">${l(`missing.title`)}</h1>
      <wf-notice .icon=${T} heading=${l(`missing.title`)} text=${l(`missing.text`)}>
        <a class="button primary" href="live">${l(`missing.home`)}</a>
      </wf-notice>
    `}renderFailure(){return u`
      <h1 class="hidden-text">${l(`failure.title`)}</h1>
      <wf-notice .icon=${ne} heading=${l(`failure.title`)} text=${d(this.failure)}>
        <button class="primary" @click=${this.retry}>${l(`failure.retry`)}</button>
        <button @click=${()=>location.reload()}>${l(`failure.reload`)}</button>
      </wf-notice>
    `}};b([m({attribute:!1})],q.prototype,`app`,void 0),b([m({attribute:!1})],q.prototype,`place`,void 0),b([_()],q.prototype,`page`,void 0),b([_()],q.prototype,`failure`,void 0),q=b([C(`wf-outlet`)],q);function J(e){for(let t of e.querySelectorAll(`*`)){if(t.localName===`h1`)return t;let e=t.shadowRoot===null?null:J(t.shadowRoot);if(e!==null)return e}return null}var Y=class extends E{constructor(...e){super(...e),this.app=null,this.watch=new x(this,()=>this.app===null?[]:[this.app.router.place,this.app.events.connection,this.app.stranger]),this.unhandled=e=>{p(e.reason)||this.app?.toasts.failed(e.reason)}}static{this.styles=[h,S,w`
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
    `]}connectedCallback(){super.connectedCallback(),addEventListener(`unhandledrejection`,this.unhandled)}disconnectedCallback(){removeEventListener(`unhandledrejection`,this.unhandled),super.disconnectedCallback()}willUpdate(e){e.has(`app`)&&(this.watch.hostDisconnected(),this.watch.hostConnected())}render(){let{app:e}=this;if(e===null)return g;let t=e.router.place.get();return u`
      <button class="skip" @click=${()=>this.outlet?.focusHeading()}>${l(`nav.skip`)}</button>
      <header>
        <span class="brand">TheWallflower</span>
        <wf-navigation .entry=${t.entry}></wf-navigation>
        <wf-jobs-tray .app=${e}></wf-jobs-tray>
      </header>
      ${this.renderBanner(e)}
      <main>
        ${e.stranger.get()?u`<wf-notice
                .icon=${se}
                heading=${l(`stranger.title`)}
                text=${l(`stranger.text`)}
              ></wf-notice>`:u`<wf-outlet .app=${e} .place=${t}></wf-outlet>`}
      </main>
      <wf-toasts .toasts=${e.toasts}></wf-toasts>
    `}renderBanner(e){let t=e.events.connection.get()===`offline`&&!e.stranger.get();return u`<div role="status">
      ${t?u`<div class="banner">
              ${v(le)}<span>${l(`offline.text`)}</span>
              <button @click=${e.events.hurry}>${l(`offline.retry`)}</button>
            </div>`:g}
    </div>`}};b([m({attribute:!1})],Y.prototype,`app`,void 0),b([M(`wf-outlet`)],Y.prototype,`outlet`,void 0),Y=b([C(`wf-app`)],Y);var Re=/^#([\da-f]{3,8})$/i,ze=/^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i;function Be(e){let t=Ve(e.trim());if(t===null)return!1;let[n,r,i]=t.map(e=>X(e/255));return .2126*n+.7152*r+.0722*i<.179}function X(e){return e<=.04045?e/12.92:((e+.055)/1.055)**2.4}function Ve(e){let t=ze.exec(e);if(t!==null)return t.slice(1,4).map(Number);let n=Re.exec(e)?.[1];if(n===void 0)return null;let r=n.length<6?1:2;return[0,1,2].map(e=>{let t=n.slice(e*r,(e+1)*r);return parseInt(r===1?t+t:t,16)})}var He={"--primary-color":`--wf-accent`,"--text-primary-color":`--wf-on-accent`,"--primary-background-color":`--wf-page`,"--card-background-color":`--wf-card`,"--primary-text-color":`--wf-text`,"--secondary-text-color":`--wf-muted`,"--divider-color":`--wf-line`},Ue=`--primary-background-color`;function We(e){let t=Z(),n=matchMedia(`(prefers-color-scheme: dark)`),r=()=>{let r=document.documentElement;r.dataset.theme=(t===null?null:Ke(t))??(n.matches?`dark`:`light`),e()},i=new MutationObserver(r);return t!==null&&i.observe(t.documentElement,{attributes:!0,attributeFilter:[`style`,`class`]}),n.addEventListener(`change`,r),r(),()=>{i.disconnect(),n.removeEventListener(`change`,r)}}function Ge(){let e=Z()?.documentElement.lang??``;return e===``?navigator.language:e}function Z(){if(window.parent===window)return null;try{let{document:e}=window.parent;return e.querySelector(`home-assistant`)===null?null:e}catch{return null}}function Ke(e){let t=getComputedStyle(e.documentElement),n=t.getPropertyValue(Ue).trim(),r=document.documentElement.style;for(let[e,n]of Object.entries(He)){let i=t.getPropertyValue(e).trim();i===``?r.removeProperty(n):r.setProperty(n,i)}return n===``?null:Be(n)?`dark`:`light`}var Q=Ne();We(()=>Q.theme.update(e=>e+1)),await r(Ge()),Pe(Q);var $=document.querySelector(`wf-app`);$!==null&&($.app=Q);