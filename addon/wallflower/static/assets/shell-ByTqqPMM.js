const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./live-page-C6gA7hdX.js","./camera-state-BnDkaUPK.js","./common-D35F0Fmm.js","./timeline-page-C5nrFlKS.js","./copy-link-eYQE7232.js","./keys-bbWA_g3M.js","./export-dialog-CMrzbKPG.js","./over-picture-_VDIq8Cr.js","./search-page-C4aFTD4w.js","./people-page-BdSJ-3Cp.js","./undo-DOGDKBwj.js","./speakers-page-D_VOVM0N.js","./stories-page-BaGGmG0o.js","./times-Bkc06Q2d.js","./cameras-page-f8ytwpNv.js","./forecast-BiqnsUOl.js","./week-schedule-_bvQ-uq-.js","./rules-page-CCvY02OY.js","./system-page-Cj_fk8hF.js"])))=>i.map(i=>d[i]);
function e(e,t=Math.random){return Math.min(3e4,500*2**Math.min(e,16))*(.75+t()/2)}function t(e,t){return new Promise((n,r)=>{t?.throwIfAborted();let i=()=>{clearTimeout(a),r(t?.reason)},a=setTimeout(()=>{t?.removeEventListener(`abort`,i),n()},e);t?.addEventListener(`abort`,i,{once:!0})})}var n=class extends Error{constructor(e,t){super(t.message),this.status=e,this.problem=t,this.name=`ApiError`}get code(){return this.problem.code}},r=class extends Error{constructor(e){super(`the server does not answer`,{cause:e}),this.name=`OfflineError`}};function i(e){return e instanceof DOMException&&e.name===`AbortError`}async function a(e){let t;try{t=await e.json()}catch{return new r(Error(`HTTP ${e.status}`))}let i=o(t);return i===null?new r(Error(`HTTP ${e.status}`)):new n(e.status,i)}function o(e){if(typeof e!=`object`||!e||!(`error`in e))return null;let{error:t}=e;return typeof t!=`object`||!t||!(`code`in t)||!(`message`in t)?null:t}var s=4,c=new Set([`GET`,`PUT`]),l=`application/json`,u=class{constructor(e,t=document.baseURI){this.door=e,this.root=t}async call(e,...t){let r=t[0]??{},i=await this.ask(e,r);if(!i.ok){let e=await a(i);throw i.status===401&&this.door.refused(e instanceof n?`login`:`gate`),e}if(i.status!==204)return i.headers.get(`Content-Type`)?.startsWith(l)??!1?await i.json():i}async health(e){let t=await this.ask(`GET /api/health`,{signal:e}),n=await t.clone().json().catch(()=>null);if(typeof n==`object`&&n&&`healthy`in n)return n;throw await a(t)}url(e,...t){let n=t[0]??{};return d(this.root,e,n).href}socketUrl(e,...t){let n=d(this.root,e,t[0]??{});return n.protocol=n.protocol===`https:`?`wss:`:`ws:`,n.href}async ask(n,a){let o=this.request(n,a),l=c.has(o.method)?s:1;for(let s=0;;s++){try{return await fetch(d(this.root,n,a),o)}catch(e){if(i(e)||a.signal?.aborted)throw e;if(s+1>=l)throw new r(e)}await t(e(s),a.signal)}}request(e,{body:t,signal:n}){let r=this.door.headers(),i={method:e.slice(0,e.indexOf(` `)),headers:r};return n!==void 0&&(i.signal=n),t instanceof Blob?i.body=t:t!==void 0&&(i.body=JSON.stringify(t),i.headers={...r,"Content-Type":l}),i}};function d(e,t,{params:n={},query:r={}}){let i=t.slice(t.indexOf(`/`)+1).replace(/\{(\w+)\}/g,(e,t)=>encodeURIComponent(String(n[t]))),a=new URL(i,e);for(let[e,t]of Object.entries(r))t!=null&&a.searchParams.set(e,String(t));return a}function f(e){return{headers:()=>({}),refused:e}}var p=class{constructor(e){this.value=e,this.watchers=new Set}get(){return this.value}set(e){if(!Object.is(e,this.value)){this.value=e;for(let t of[...this.watchers])t(e)}}update(e){this.set(e(this.value))}subscribe(e){return this.watchers.add(e),()=>this.watchers.delete(e)}},m=class{constructor(e,t){this.host=e,this.stores=t,this.subscriptions=[],e.addController(this)}hostConnected(){this.subscriptions=this.stores().map(e=>e.subscribe(()=>this.host.requestUpdate()))}hostDisconnected(){for(let e of this.subscriptions.splice(0))e()}},ee=class{constructor(e){this.entries=e,this.leaving=new p(null),this.base=new URL(`.`,document.baseURI),this.unsaved=null,this.here=location.href,this.arrived=()=>{this.loses(new URL(location.href))?(history.pushState(null,``,this.here),this.ask(()=>history.back())):this.arrive()},this.unloaded=e=>{this.unsaved?.isThere()===!0&&e.preventDefault()},this.clicked=e=>{if(e.defaultPrevented||e.button!==0||re(e))return;let t=e.composedPath().find(e=>e instanceof HTMLAnchorElement);t?.target===``&&!t.hasAttribute(`download`)&&this.isPage(t.href)&&(e.preventDefault(),this.go(t.href))},this.place=new p(this.read())}start(){addEventListener(`popstate`,this.arrived),addEventListener(`beforeunload`,this.unloaded),document.addEventListener(`click`,this.clicked)}stop(){removeEventListener(`popstate`,this.arrived),removeEventListener(`beforeunload`,this.unloaded),document.removeEventListener(`click`,this.clicked)}go(e,{replace:t=!1}={}){let n=new URL(e,this.base);this.loses(n)?this.ask(()=>this.go(e,{replace:t})):(t?history.replaceState(null,``,n):n.href!==location.href&&history.pushState(null,``,n),this.arrive())}guard(e){return this.unsaved=e,()=>{this.unsaved===e&&(this.unsaved=null)}}arrive(){this.here=location.href,this.place.set(this.read())}loses(e){let{unsaved:t}=this;return t?.isThere()===!0&&t.outlives?.(this.read(e))!==!0}ask(e){let t=()=>this.leaving.set(null);this.leaving.set({go:()=>{t(),this.unsaved=null,e()},stay:t})}isPage(e){return e.startsWith(this.base.href)&&!e.startsWith(new URL(`api/`,this.base).href)}read(e=new URL(location.href)){let t=e.pathname.slice(this.base.pathname.length);return{...te(this.entries,t),path:t,query:e.searchParams}}};function te(e,t){let[n]=e;if(t===``&&n!==void 0)return{entry:n,params:{}};for(let n of e){let e=ne(n.path,t);if(e!==null)return{entry:n,params:e}}return{entry:null,params:{}}}function ne(e,t){let n=e.split(`/`).filter(Boolean),r=t.split(`/`).filter(Boolean);if(r.length>n.length)return null;let i={};for(let[e,t]of n.entries()){let n=r[e],a=/^:(\w+)(\??)$/.exec(t);if(n===void 0){if(a?.[2]!==`?`)return null}else if(a?.[1]!==void 0){let e=ie(n);if(e===null)return null;i[a[1]]=e}else if(t!==n)return null}return i}function re(e){return e.metaKey||e.ctrlKey||e.shiftKey||e.altKey}function ie(e){try{return decodeURIComponent(e)}catch{return null}}var ae=`M12,4A4,4 0 0,1 16,8A4,4 0 0,1 12,12A4,4 0 0,1 8,8A4,4 0 0,1 12,4M12,14C16.42,14 20,15.79 20,18V20H4V18C4,15.79 7.58,14 12,14Z`,oe=`M10 4A4 4 0 0 0 6 8A4 4 0 0 0 10 12A4 4 0 0 0 14 8A4 4 0 0 0 10 4M17.5 13C15 13 13 15 13 17.5C13 20 15 22 17.5 22C20 22 22 20 22 17.5C22 15 20 13 17.5 13M10 14C5.58 14 2 15.79 2 18V20H11.5A6.5 6.5 0 0 1 11 17.5A6.5 6.5 0 0 1 11.95 14.14C11.32 14.06 10.68 14 10 14M17.5 14.5C19.16 14.5 20.5 15.84 20.5 17.5C20.5 18.06 20.35 18.58 20.08 19L16 14.92C16.42 14.65 16.94 14.5 17.5 14.5M14.92 16L19 20.08C18.58 20.35 18.06 20.5 17.5 20.5C15.84 20.5 14.5 19.16 14.5 17.5C14.5 16.94 14.65 16.42 14.92 16Z`,se=`M12,5.5A3.5,3.5 0 0,1 15.5,9A3.5,3.5 0 0,1 12,12.5A3.5,3.5 0 0,1 8.5,9A3.5,3.5 0 0,1 12,5.5M5,8C5.56,8 6.08,8.15 6.53,8.42C6.38,9.85 6.8,11.27 7.66,12.38C7.16,13.34 6.16,14 5,14A3,3 0 0,1 2,11A3,3 0 0,1 5,8M19,8A3,3 0 0,1 22,11A3,3 0 0,1 19,14C17.84,14 16.84,13.34 16.34,12.38C17.2,11.27 17.62,9.85 17.47,8.42C17.92,8.15 18.44,8 19,8M5.5,18.25C5.5,16.18 8.41,14.5 12,14.5C15.59,14.5 18.5,16.18 18.5,18.25V20H5.5V18.25M0,20V18.5C0,17.11 1.89,15.94 4.45,15.6C3.86,16.28 3.5,17.22 3.5,18.25V20H0M24,20H20.5V18.25C20.5,17.22 20.14,16.28 19.55,15.6C22.11,15.94 24,17.11 24,18.5V20Z`,ce=`M12,4A4,4 0 0,1 16,8C16,9.95 14.6,11.58 12.75,11.93L8.07,7.25C8.42,5.4 10.05,4 12,4M12.28,14L18.28,20L20,21.72L18.73,23L15.73,20H4V18C4,16.16 6.5,14.61 9.87,14.14L2.78,7.05L4.05,5.78L12.28,14M20,18V19.18L15.14,14.32C18,14.93 20,16.35 20,18Z`,le=`M15,14C12.33,14 7,15.33 7,18V20H23V18C23,15.33 17.67,14 15,14M6,10V7H4V10H1V12H4V15H6V12H9V10M15,12A4,4 0 0,0 19,8A4,4 0 0,0 15,4A4,4 0 0,0 11,8A4,4 0 0,0 15,12Z`,ue=`M13,8A4,4 0 0,1 9,12A4,4 0 0,1 5,8A4,4 0 0,1 9,4A4,4 0 0,1 13,8M17,18V20H1V18C1,15.79 4.58,14 9,14C13.42,14 17,15.79 17,18M20.5,14.5V16H19V14.5H20.5M18.5,9.5H17V9A3,3 0 0,1 20,6A3,3 0 0,1 23,9C23,9.97 22.5,10.88 21.71,11.41L21.41,11.6C20.84,12 20.5,12.61 20.5,13.3V13.5H19V13.3C19,12.11 19.6,11 20.59,10.35L20.88,10.16C21.27,9.9 21.5,9.47 21.5,9A1.5,1.5 0 0,0 20,7.5A1.5,1.5 0 0,0 18.5,9V9.5Z`,de=`M9,5A4,4 0 0,1 13,9A4,4 0 0,1 9,13A4,4 0 0,1 5,9A4,4 0 0,1 9,5M9,15C11.67,15 17,16.34 17,19V21H1V19C1,16.34 6.33,15 9,15M16.76,5.36C18.78,7.56 18.78,10.61 16.76,12.63L15.08,10.94C15.92,9.76 15.92,8.23 15.08,7.05L16.76,5.36M20.07,2C24,6.05 23.97,12.11 20.07,16L18.44,14.37C21.21,11.19 21.21,6.65 18.44,3.63L20.07,2Z`,fe=`M13 14H11V9H13M13 18H11V16H13M1 21H23L12 2L1 21Z`,pe=`M13,13H11V7H13M13,17H11V15H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z`,me=`M11,15H13V17H11V15M11,7H13V13H11V7M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20A8,8 0 0,1 4,12A8,8 0 0,1 12,4A8,8 0 0,1 20,12A8,8 0 0,1 12,20Z`,he=`M20,11V13H8L13.5,18.5L12.08,19.92L4.16,12L12.08,4.08L13.5,5.5L8,11H20Z`,ge=`M4,11V13H16L10.5,18.5L11.92,19.92L19.84,12L11.92,4.08L10.5,5.5L16,11H4Z`,_e=`M20.84,22.73L18.11,20H3V19L5,17V11C5,9.86 5.29,8.73 5.83,7.72L1.11,3L2.39,1.73L22.11,21.46L20.84,22.73M19,15.8V11C19,7.9 16.97,5.17 14,4.29C14,4.19 14,4.1 14,4A2,2 0 0,0 12,2A2,2 0 0,0 10,4C10,4.1 10,4.19 10,4.29C9.39,4.47 8.8,4.74 8.26,5.09L19,15.8M12,23A2,2 0 0,0 14,21H10A2,2 0 0,0 12,23Z`,ve=`M21,19V20H3V19L5,17V11C5,7.9 7.03,5.17 10,4.29C10,4.19 10,4.1 10,4A2,2 0 0,1 12,2A2,2 0 0,1 14,4C14,4.1 14,4.19 14,4.29C16.97,5.17 19,7.9 19,11V17L21,19M14,21A2,2 0 0,1 12,23A2,2 0 0,1 10,21M19.75,3.19L18.33,4.61C20.04,6.3 21,8.6 21,11H23C23,8.07 21.84,5.25 19.75,3.19M1,11H3C3,8.6 3.96,6.3 5.67,4.61L4.25,3.19C2.16,5.25 1,8.07 1,11Z`,ye=`M20,6C20.58,6 21.05,6.2 21.42,6.59C21.8,7 22,7.45 22,8V19C22,19.55 21.8,20 21.42,20.41C21.05,20.8 20.58,21 20,21H4C3.42,21 2.95,20.8 2.58,20.41C2.2,20 2,19.55 2,19V8C2,7.45 2.2,7 2.58,6.59C2.95,6.2 3.42,6 4,6H8V4C8,3.42 8.2,2.95 8.58,2.58C8.95,2.2 9.42,2 10,2H14C14.58,2 15.05,2.2 15.42,2.58C15.8,2.95 16,3.42 16,4V6H20M4,8V19H20V8H4M14,6V4H10V6H14Z`,be=`M19,19H5V8H19M16,1V3H8V1H6V3H5C3.89,3 3,3.89 3,5V19A2,2 0 0,0 5,21H19A2,2 0 0,0 21,19V5C21,3.89 20.1,3 19,3H18V1M17,12H12V17H17V12Z`,xe=`M17,20.41L18.41,19L15,15.59L13.59,17M7.5,8H11V13.59L5.59,19L7,20.41L13,14.41V8H16.5L12,3.5`,Se=`M14,4L16.29,6.29L13.41,9.17L14.83,10.59L17.71,7.71L20,10V4M10,4H4V10L6.29,7.71L11,12.41V20H13V11.59L7.71,6.29`,Ce=`M4,4H7L9,2H15L17,4H20A2,2 0 0,1 22,6V18A2,2 0 0,1 20,20H4A2,2 0 0,1 2,18V6A2,2 0 0,1 4,4M12,7A5,5 0 0,0 7,12A5,5 0 0,0 12,17A5,5 0 0,0 17,12A5,5 0 0,0 12,7M12,9A3,3 0 0,1 15,12A3,3 0 0,1 12,15A3,3 0 0,1 9,12A3,3 0 0,1 12,9Z`,we=`M6.03 12.03L8.03 15.5L5.5 18.68L2 12.62L6.03 12.03M17 18V15.29C17.88 14.9 18.5 14.03 18.5 13C18.5 12.43 18.3 11.9 17.97 11.5L19.94 10.35C20.95 9.76 21.3 8.47 20.71 7.46L19.33 5.06C18.74 4.05 17.45 3.7 16.44 4.28L8.31 9C7.36 9.53 7.03 10.75 7.58 11.71L9.08 14.31C9.63 15.26 10.86 15.59 11.81 15.04L13.69 13.96C13.94 14.55 14.41 15.03 15 15.29V18C15 19.1 15.9 20 17 20H22V18H17Z`,Te=`M20.84 22.73L18.11 20H17C15.9 20 15 19.1 15 18V16.89L12.66 14.55L11.81 15.04C10.86 15.59 9.63 15.26 9.08 14.31L7.58 11.71C7.18 11 7.25 10.18 7.68 9.57L1.11 3L2.39 1.73L22.11 21.46L20.84 22.73M18.5 13C18.5 12.43 18.3 11.9 17.97 11.5L19.94 10.35C20.95 9.76 21.3 8.47 20.71 7.46L19.33 5.06C18.74 4.05 17.45 3.7 16.44 4.28L10.77 7.57L17.86 14.66C18.26 14.22 18.5 13.64 18.5 13M2 12.62L5.5 18.68L8.03 15.5L6.03 12.03L2 12.62Z`,Ee=`M2,2H4V20H22V22H2V2M7,10H17V13H7V10M11,15H21V18H11V15M6,4H22V8H20V6H8V8H6V4Z`,De=`M21,7L9,19L3.5,13.5L4.91,12.09L9,16.17L19.59,5.59L21,7Z`,Oe=`M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z`,ke=`M12,20A8,8 0 0,1 4,12A8,8 0 0,1 12,4A8,8 0 0,1 20,12A8,8 0 0,1 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z`,Ae=`M15.41,16.58L10.83,12L15.41,7.41L14,6L8,12L14,18L15.41,16.58Z`,je=`M8.59,16.58L13.17,12L8.59,7.41L10,6L16,12L10,18L8.59,16.58Z`,Me=`M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z`,Ne=`M18,11H16.5V10.5H14.5V13.5H16.5V13H18V14A1,1 0 0,1 17,15H14A1,1 0 0,1 13,14V10A1,1 0 0,1 14,9H17A1,1 0 0,1 18,10M11,11H9.5V10.5H7.5V13.5H9.5V13H11V14A1,1 0 0,1 10,15H7A1,1 0 0,1 6,14V10A1,1 0 0,1 7,9H10A1,1 0 0,1 11,10M19,4H5C3.89,4 3,4.89 3,6V18A2,2 0 0,0 5,20H19A2,2 0 0,0 21,18V6C21,4.89 20.1,4 19,4Z`,Pe=`M19.8 22.6L17.15 20H6.5Q4.2 20 2.6 18.4T1 14.5Q1 12.58 2.19 11.08 3.38 9.57 5.25 9.15 5.33 8.95 5.4 8.76 5.5 8.57 5.55 8.35L1.4 4.2L2.8 2.8L21.2 21.2M6.5 18H15.15L7.1 9.95Q7.05 10.23 7.03 10.5 7 10.73 7 11H6.5Q5.05 11 4.03 12.03 3 13.05 3 14.5 3 15.95 4.03 17 5.05 18 6.5 18M11.13 14M21.6 18.75L20.15 17.35Q20.58 17 20.79 16.54 21 16.08 21 15.5 21 14.45 20.27 13.73 19.55 13 18.5 13H17V11Q17 8.93 15.54 7.46 14.08 6 12 6 11.33 6 10.7 6.16 10.07 6.33 9.5 6.68L8.05 5.23Q8.93 4.63 9.91 4.31 10.9 4 12 4 14.93 4 16.96 6.04 19 8.07 19 11 20.73 11.2 21.86 12.5 23 13.78 23 15.5 23 16.5 22.63 17.31 22.25 18.15 21.6 18.75M14.83 12.03Z`,Fe=`M21.4 7.5C22.2 8.3 22.2 9.6 21.4 10.3L18.6 13.1L10.8 5.3L13.6 2.5C14.4 1.7 15.7 1.7 16.4 2.5L18.2 4.3L21.2 1.3L22.6 2.7L19.6 5.7L21.4 7.5M15.6 13.3L14.2 11.9L11.4 14.7L9.3 12.6L12.1 9.8L10.7 8.4L7.9 11.2L6.4 9.8L3.6 12.6C2.8 13.4 2.8 14.7 3.6 15.4L5.4 17.2L1.4 21.2L2.8 22.6L6.8 18.6L8.6 20.4C9.4 21.2 10.7 21.2 11.4 20.4L14.2 17.6L12.8 16.2L15.6 13.3Z`,Ie=`M19,21H8V7H19M19,5H8A2,2 0 0,0 6,7V21A2,2 0 0,0 8,23H19A2,2 0 0,0 21,21V7A2,2 0 0,0 19,5M16,1H4A2,2 0 0,0 2,3V17H4V3H16V1Z`,Le=`M19,3L13,9L15,11L22,4V3M12,12.5A0.5,0.5 0 0,1 11.5,12A0.5,0.5 0 0,1 12,11.5A0.5,0.5 0 0,1 12.5,12A0.5,0.5 0 0,1 12,12.5M6,20A2,2 0 0,1 4,18C4,16.89 4.9,16 6,16A2,2 0 0,1 8,18C8,19.11 7.1,20 6,20M6,8A2,2 0 0,1 4,6C4,4.89 4.9,4 6,4A2,2 0 0,1 8,6C8,7.11 7.1,8 6,8M9.64,7.64C9.87,7.14 10,6.59 10,6A4,4 0 0,0 6,2A4,4 0 0,0 2,6A4,4 0 0,0 6,10C6.59,10 7.14,9.87 7.64,9.64L10,12L7.64,14.36C7.14,14.13 6.59,14 6,14A4,4 0 0,0 2,18A4,4 0 0,0 6,22A4,4 0 0,0 10,18C10,17.41 9.87,16.86 9.64,16.36L12,14L19,21H22V20L9.64,7.64Z`,Re=`M15,9H5V5H15M12,19A3,3 0 0,1 9,16A3,3 0 0,1 12,13A3,3 0 0,1 15,16A3,3 0 0,1 12,19M17,3H5C3.89,3 3,3.9 3,5V19A2,2 0 0,0 5,21H19A2,2 0 0,0 21,19V7L17,3Z`,ze=`M19,4H15.5L14.5,3H9.5L8.5,4H5V6H19M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19Z`,Be=`M16,12A2,2 0 0,1 18,10A2,2 0 0,1 20,12A2,2 0 0,1 18,14A2,2 0 0,1 16,12M10,12A2,2 0 0,1 12,10A2,2 0 0,1 14,12A2,2 0 0,1 12,14A2,2 0 0,1 10,12M4,12A2,2 0 0,1 6,10A2,2 0 0,1 8,12A2,2 0 0,1 6,14A2,2 0 0,1 4,12Z`,Ve=`M5,20H19V18H5M19,9H15V3H9V9H5L12,16L19,9Z`,He=`M9,3H11V5H9V3M13,3H15V5H13V3M9,7H11V9H9V7M13,7H15V9H13V7M9,11H11V13H9V11M13,11H15V13H13V11M9,15H11V17H9V15M13,15H15V17H13V15M9,19H11V21H9V19M13,19H15V21H13V19Z`,Ue=`M23,12L19,8V11H10V13H19V16M1,18V6C1,4.89 1.9,4 3,4H15A2,2 0 0,1 17,6V9H15V6H3V18H15V15H17V18A2,2 0 0,1 15,20H3A2,2 0 0,1 1,18Z`,We=`M12,9A3,3 0 0,0 9,12A3,3 0 0,0 12,15A3,3 0 0,0 15,12A3,3 0 0,0 12,9M12,17A5,5 0 0,1 7,12A5,5 0 0,1 12,7A5,5 0 0,1 17,12A5,5 0 0,1 12,17M12,4.5C7,4.5 2.73,7.61 1,12C2.73,16.39 7,19.5 12,19.5C17,19.5 21.27,16.39 23,12C21.27,7.61 17,4.5 12,4.5Z`,Ge=`M11.83,9L15,12.16C15,12.11 15,12.05 15,12A3,3 0 0,0 12,9C11.94,9 11.89,9 11.83,9M7.53,9.8L9.08,11.35C9.03,11.56 9,11.77 9,12A3,3 0 0,0 12,15C12.22,15 12.44,14.97 12.65,14.92L14.2,16.47C13.53,16.8 12.79,17 12,17A5,5 0 0,1 7,12C7,11.21 7.2,10.47 7.53,9.8M2,4.27L4.28,6.55L4.73,7C3.08,8.3 1.78,10 1,12C2.73,16.39 7,19.5 12,19.5C13.55,19.5 15.03,19.2 16.38,18.66L16.81,19.08L19.73,22L21,20.73L3.27,3M12,7A5,5 0 0,1 17,12C17,12.64 16.87,13.26 16.64,13.82L19.57,16.75C21.07,15.5 22.27,13.86 23,12C21.27,7.61 17,4.5 12,4.5C10.6,4.5 9.26,4.75 8,5.2L10.17,7.35C10.74,7.13 11.35,7 12,7Z`,Ke=`M6,2C4.89,2 4,2.9 4,4V20A2,2 0 0,0 6,22H18A2,2 0 0,0 20,20V8L14,2M13,3.5L18.5,9H13M10.05,11.22L12.88,14.05L15,11.93V19H7.93L10.05,16.88L7.22,14.05`,qe=`M20,2H4C2.89,2 2,2.89 2,4V20C2,21.11 2.89,22 4,22H20C21.11,22 22,21.11 22,20V4C22,2.89 21.11,2 20,2M20,20H4V4H20M13,8V10H11V8H9L12,5L15,8M16,15V13H14V11H16V9L19,12M10,13H8V15L5,12L8,9V11H10M15,16L12,19L9,16H11V14H13V16`,Je=`M6,22A3,3 0 0,1 3,19C3,18.4 3.18,17.84 3.5,17.37L9,7.81V6A1,1 0 0,1 8,5V4A2,2 0 0,1 10,2H14A2,2 0 0,1 16,4V5A1,1 0 0,1 15,6V7.81L20.5,17.37C20.82,17.84 21,18.4 21,19A3,3 0 0,1 18,22H6M5,19A1,1 0 0,0 6,20H18A1,1 0 0,0 19,19C19,18.79 18.93,18.59 18.82,18.43L16.53,14.47L14,17L8.93,11.93L5.18,18.43C5.07,18.59 5,18.79 5,19M13,10A1,1 0 0,0 12,11A1,1 0 0,0 13,12A1,1 0 0,0 14,11A1,1 0 0,0 13,10Z`,Ye=`M18 14.5C19.11 14.5 20.11 14.95 20.83 15.67L22 14.5V18.5H18L19.77 16.73C19.32 16.28 18.69 16 18 16C16.62 16 15.5 17.12 15.5 18.5C15.5 19.88 16.62 21 18 21C18.82 21 19.54 20.61 20 20H21.71C21.12 21.47 19.68 22.5 18 22.5C15.79 22.5 14 20.71 14 18.5C14 16.29 15.79 14.5 18 14.5M10 4L12 6H20C21.1 6 22 6.89 22 8V13C21 12.38 19.79 12 18.5 12C14.91 12 12 14.91 12 18.5C12 19 12.06 19.5 12.17 20H4C2.89 20 2 19.1 2 18L2 6C2 4.89 2.89 4 4 4H10Z`,Xe=`M7,5H21V7H7V5M7,13V11H21V13H7M4,4.5A1.5,1.5 0 0,1 5.5,6A1.5,1.5 0 0,1 4,7.5A1.5,1.5 0 0,1 2.5,6A1.5,1.5 0 0,1 4,4.5M4,10.5A1.5,1.5 0 0,1 5.5,12A1.5,1.5 0 0,1 4,13.5A1.5,1.5 0 0,1 2.5,12A1.5,1.5 0 0,1 4,10.5M7,19V17H21V19H7M4,16.5A1.5,1.5 0 0,1 5.5,18A1.5,1.5 0 0,1 4,19.5A1.5,1.5 0 0,1 2.5,18A1.5,1.5 0 0,1 4,16.5Z`,Ze=`M5,5H10V7H7V10H5V5M14,5H19V10H17V7H14V5M17,14H19V19H14V17H17V14M10,17V19H5V14H7V17H10Z`,Qe=`M21.8,13H20V21H13V17.67L15.79,14.88L16.5,15C17.66,15 18.6,14.06 18.6,12.9C18.6,11.74 17.66,10.8 16.5,10.8A2.1,2.1 0 0,0 14.4,12.9L14.5,13.61L13,15.13V9.65C13.66,9.29 14.1,8.6 14.1,7.8A2.1,2.1 0 0,0 12,5.7A2.1,2.1 0 0,0 9.9,7.8C9.9,8.6 10.34,9.29 11,9.65V15.13L9.5,13.61L9.6,12.9A2.1,2.1 0 0,0 7.5,10.8A2.1,2.1 0 0,0 5.4,12.9A2.1,2.1 0 0,0 7.5,15L8.21,14.88L11,17.67V21H4V13H2.25C1.83,13 1.42,13 1.42,12.79C1.43,12.57 1.85,12.15 2.28,11.72L11,3C11.33,2.67 11.67,2.33 12,2.33C12.33,2.33 12.67,2.67 13,3L17,7V6H19V9L21.78,11.78C22.18,12.18 22.59,12.59 22.6,12.8C22.6,13 22.2,13 21.8,13M7.5,12A0.9,0.9 0 0,1 8.4,12.9A0.9,0.9 0 0,1 7.5,13.8A0.9,0.9 0 0,1 6.6,12.9A0.9,0.9 0 0,1 7.5,12M16.5,12C17,12 17.4,12.4 17.4,12.9C17.4,13.4 17,13.8 16.5,13.8A0.9,0.9 0 0,1 15.6,12.9A0.9,0.9 0 0,1 16.5,12M12,6.9C12.5,6.9 12.9,7.3 12.9,7.8C12.9,8.3 12.5,8.7 12,8.7C11.5,8.7 11.1,8.3 11.1,7.8C11.1,7.3 11.5,6.9 12,6.9Z`,$e=`M12.5 21C12.18 20.23 12 19.39 12 18.5C12 18.33 12 18.17 12.03 18H5L8.5 13.5L11 16.5L14.5 12L15.19 12.92C16.16 12.34 17.29 12 18.5 12C19.39 12 20.23 12.18 21 12.5V5C21 4.47 20.79 3.96 20.41 3.59C20.04 3.21 19.53 3 19 3H5C3.9 3 3 3.9 3 5V19C3 19.53 3.21 20.04 3.59 20.41C3.96 20.79 4.47 21 5 21H12.5M17.75 22L15 19L16.16 17.84L17.75 19.43L21.34 15.84L22.5 17.25L17.75 22Z`,et=`M18 15V18H15V20H18V23H20V20H23V18H20V15H18M13.3 21H5C3.9 21 3 20.1 3 19V5C3 3.9 3.9 3 5 3H19C20.1 3 21 3.9 21 5V13.3C20.4 13.1 19.7 13 19 13C17.9 13 16.8 13.3 15.9 13.9L14.5 12L11 16.5L8.5 13.5L5 18H13.1C13 18.3 13 18.7 13 19C13 19.7 13.1 20.4 13.3 21Z`,tt=`M14,12L10,8V11H2V13H10V16M20,18V6C20,4.89 19.1,4 18,4H6A2,2 0 0,0 4,6V9H6V6H18V18H6V15H4V18A2,2 0 0,0 6,20H18A2,2 0 0,0 20,18Z`,nt=`M4,5A2,2 0 0,0 2,7V17A2,2 0 0,0 4,19H20A2,2 0 0,0 22,17V7A2,2 0 0,0 20,5H4M4,7H20V17H4V7M5,8V10H7V8H5M8,8V10H10V8H8M11,8V10H13V8H11M14,8V10H16V8H14M17,8V10H19V8H17M5,11V13H7V11H5M8,11V13H10V11H8M11,11V13H13V11H11M14,11V13H16V11H14M17,11V13H19V11H17M8,14V16H16V14H8Z`,rt=`M10.59,13.41C11,13.8 11,14.44 10.59,14.83C10.2,15.22 9.56,15.22 9.17,14.83C7.22,12.88 7.22,9.71 9.17,7.76V7.76L12.71,4.22C14.66,2.27 17.83,2.27 19.78,4.22C21.73,6.17 21.73,9.34 19.78,11.29L18.29,12.78C18.3,11.96 18.17,11.14 17.89,10.36L18.36,9.88C19.54,8.71 19.54,6.81 18.36,5.64C17.19,4.46 15.29,4.46 14.12,5.64L10.59,9.17C9.41,10.34 9.41,12.24 10.59,13.41M13.41,9.17C13.8,8.78 14.44,8.78 14.83,9.17C16.78,11.12 16.78,14.29 14.83,16.24V16.24L11.29,19.78C9.34,21.73 6.17,21.73 4.22,19.78C2.27,17.83 2.27,14.66 4.22,12.71L5.71,11.22C5.7,12.04 5.83,12.86 6.11,13.65L5.64,14.12C4.46,15.29 4.46,17.19 5.64,18.36C6.81,19.54 8.71,19.54 9.88,18.36L13.41,14.83C14.59,13.66 14.59,11.76 13.41,10.59C13,10.2 13,9.56 13.41,9.17Z`,it=`M12,17A2,2 0 0,0 14,15C14,13.89 13.1,13 12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6A2,2 0 0,1 4,20V10C4,8.89 4.9,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z`,at=`M18 1C15.24 1 13 3.24 13 6V8H4C2.9 8 2 8.89 2 10V20C2 21.11 2.9 22 4 22H16C17.11 22 18 21.11 18 20V10C18 8.9 17.11 8 16 8H15V6C15 4.34 16.34 3 18 3C19.66 3 21 4.34 21 6V8H23V6C23 3.24 20.76 1 18 1M10 13C11.1 13 12 13.89 12 15C12 16.11 11.11 17 10 17C8.9 17 8 16.11 8 15C8 13.9 8.9 13 10 13Z`,ot=`M12,17C10.89,17 10,16.1 10,15C10,13.89 10.89,13 12,13A2,2 0 0,1 14,15A2,2 0 0,1 12,17M18,20V10H6V20H18M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6C4.89,22 4,21.1 4,20V10C4,8.89 4.89,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z`,st=`M17 7L15.59 8.41L18.17 11H8V13H18.17L15.59 15.58L17 17L22 12M4 5H12V3H4C2.9 3 2 3.9 2 5V19C2 20.1 2.9 21 4 21H12V19H4V5Z`,ct=`M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z`,lt=`M9,2A7,7 0 0,1 16,9C16,10.57 15.5,12 14.61,13.19L15.41,14H16L22,20L20,22L14,16V15.41L13.19,14.61C12,15.5 10.57,16 9,16A7,7 0 0,1 2,9A7,7 0 0,1 9,2M5,8V10H13V8H5Z`,ut=`M9,2A7,7 0 0,1 16,9C16,10.57 15.5,12 14.61,13.19L15.41,14H16L22,20L20,22L14,16V15.41L13.19,14.61C12,15.5 10.57,16 9,16A7,7 0 0,1 2,9A7,7 0 0,1 9,2M8,5V8H5V10H8V13H10V10H13V8H10V5H8Z`,dt=`M12,2C8.14,2 5,5.14 5,9C5,14.25 12,22 12,22C12,22 19,14.25 19,9C19,5.14 15.86,2 12,2M12.88,15.75H11.13V14H12.88M12.88,12.88H11.13C11.13,10.04 13.75,10.26 13.75,8.5A1.75,1.75 0 0,0 12,6.75A1.75,1.75 0 0,0 10.25,8.5H8.5A3.5,3.5 0 0,1 12,5A3.5,3.5 0 0,1 15.5,8.5C15.5,10.69 12.88,10.91 12.88,12.88Z`,ft=`M12,2C15.31,2 18,4.66 18,7.95C18,12.41 12,19 12,19C12,19 6,12.41 6,7.95C6,4.66 8.69,2 12,2M12,6A2,2 0 0,0 10,8A2,2 0 0,0 12,10A2,2 0 0,0 14,8A2,2 0 0,0 12,6M20,19C20,21.21 16.42,23 12,23C7.58,23 4,21.21 4,19C4,17.71 5.22,16.56 7.11,15.83L7.75,16.74C6.67,17.19 6,17.81 6,18.5C6,19.88 8.69,21 12,21C15.31,21 18,19.88 18,18.5C18,17.81 17.33,17.19 16.25,16.74L16.89,15.83C18.78,16.56 20,17.71 20,19Z`,pt=`M13 11H11V5H13M13 15H11V13H13M20 2H4C2.9 2 2 2.9 2 4V22L6 18H20C21.1 18 22 17.1 22 16V4C22 2.9 21.1 2 20 2Z`,mt=`M9,2A3,3 0 0,1 12,5V11A3,3 0 0,1 9,14A3,3 0 0,1 6,11V5A3,3 0 0,1 9,2M16,11C16,14.5 13.44,17.43 10,17.93V21H8V17.93C4.56,17.43 2,14.5 2,11H4A5,5 0 0,0 9,16A5,5 0 0,0 14,11H16M15,5H18V2H20V5H23V7H20V10H18V7H15V5Z`,ht=`M19,13H5V11H19V13Z`,gt=`M2.39 1.73L1.11 3L2.65 4.54C2.25 4.9 2 5.42 2 6V18C2 19.11 2.9 20 4 20H18.11L20.84 22.73L22.11 21.46L2.39 1.73M4 18V6.47L5.76 10H8.11L16.11 18H4M8.8 5.6L8 4H10L12 8H15L13 4H15L17 8H20L18 4H22V18C22 18.24 21.96 18.47 21.88 18.68L20 16.8V10H13.2L8.8 5.6Z`,_t=`M20.84 2.18L16.91 2.96L19.65 6.5L21.62 6.1L20.84 2.18M13.97 3.54L12 3.93L14.75 7.46L16.71 7.07L13.97 3.54M9.07 4.5L7.1 4.91L9.85 8.44L11.81 8.05L9.07 4.5M4.16 5.5L3.18 5.69C2.1 5.9 1.39 6.96 1.61 8.04L2 10L6.9 9.03L4.16 5.5M20 12V20H4V12H20M22 10H2V20C2 21.11 2.9 22 4 22H20C21.11 22 22 21.11 22 20V10Z`,vt=`M14.75 7.46L12 3.93L13.97 3.54L16.71 7.07L14.75 7.46M21.62 6.1L20.84 2.18L16.91 2.96L19.65 6.5L21.62 6.1M4 20V12H20V13.09C20.72 13.21 21.39 13.46 22 13.81V10H2V20C2 21.11 2.9 22 4 22H13.81C13.46 21.39 13.22 20.72 13.09 20H4M11.81 8.05L9.07 4.5L7.1 4.91L9.85 8.44L11.81 8.05M4.16 5.5L3.18 5.69C2.1 5.9 1.39 6.96 1.61 8.04L2 10L6.9 9.03L4.16 5.5M20 18V15H18V18H15V20H18V23H20V20H23V18H20Z`,yt=`M14,19H18V5H14M6,19H10V5H6V19Z`,bt=`M20.71,7.04C21.1,6.65 21.1,6 20.71,5.63L18.37,3.29C18,2.9 17.35,2.9 16.96,3.29L15.12,5.12L18.87,8.87M3,17.25V21H6.75L17.81,9.93L14.06,6.18L3,17.25Z`,xt=`M8,5.14V19.14L19,12.14L8,5.14Z`,St=`M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M10,16.5L16,12L10,7.5V16.5Z`,Ct=`M19,13H13V19H11V13H5V11H11V5H13V11H19V13Z`,wt=`M13,3H11V13H13V3M17.83,5.17L16.41,6.59C18.05,7.91 19,9.9 19,12A7,7 0 0,1 12,19C8.14,19 5,15.88 5,12C5,9.91 5.95,7.91 7.58,6.58L6.17,5.17C2.38,8.39 1.92,14.07 5.14,17.86C8.36,21.64 14.04,22.1 17.83,18.88C19.85,17.17 21,14.65 21,12C21,9.37 19.84,6.87 17.83,5.17Z`,Tt=`M13,2.03V2.05L13,4.05C17.39,4.59 20.5,8.58 19.96,12.97C19.5,16.61 16.64,19.5 13,19.93V21.93C18.5,21.38 22.5,16.5 21.95,11C21.5,6.25 17.73,2.5 13,2.03M11,2.06C9.05,2.25 7.19,3 5.67,4.26L7.1,5.74C8.22,4.84 9.57,4.26 11,4.06V2.06M4.26,5.67C3,7.19 2.25,9.04 2.05,11H4.05C4.24,9.58 4.8,8.23 5.69,7.1L4.26,5.67M2.06,13C2.26,14.96 3.03,16.81 4.27,18.33L5.69,16.9C4.81,15.77 4.24,14.42 4.06,13H2.06M7.1,18.37L5.67,19.74C7.18,21 9.04,21.79 11,22V20C9.58,19.82 8.23,19.25 7.1,18.37M12.5,7V12.25L17,14.92L16.25,16.15L11,13V7H12.5Z`,Et=`M19.07,4.93L17.66,6.34C19.1,7.79 20,9.79 20,12A8,8 0 0,1 12,20A8,8 0 0,1 4,12C4,7.92 7.05,4.56 11,4.07V6.09C8.16,6.57 6,9.03 6,12A6,6 0 0,0 12,18A6,6 0 0,0 18,12C18,10.34 17.33,8.84 16.24,7.76L14.83,9.17C15.55,9.9 16,10.9 16,12A4,4 0 0,1 12,16A4,4 0 0,1 8,12C8,10.14 9.28,8.59 11,8.14V10.28C10.4,10.63 10,11.26 10,12A2,2 0 0,0 12,14A2,2 0 0,0 14,12C14,11.26 13.6,10.62 13,10.28V2H12A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12C22,9.24 20.88,6.74 19.07,4.93Z`,Dt=`M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,9A3,3 0 0,1 15,12A3,3 0 0,1 12,15A3,3 0 0,1 9,12A3,3 0 0,1 12,9Z`,Ot=`M18.4,10.6C16.55,9 14.15,8 11.5,8C6.85,8 2.92,11.03 1.54,15.22L3.9,16C4.95,12.81 7.95,10.5 11.5,10.5C13.45,10.5 15.23,11.22 16.62,12.38L13,16H22V7L18.4,10.6Z`,kt=`M12,4C14.1,4 16.1,4.8 17.6,6.3C20.7,9.4 20.7,14.5 17.6,17.6C15.8,19.5 13.3,20.2 10.9,19.9L11.4,17.9C13.1,18.1 14.9,17.5 16.2,16.2C18.5,13.9 18.5,10.1 16.2,7.7C15.1,6.6 13.5,6 12,6V10.6L7,5.6L12,0.6V4M6.3,17.6C3.7,15 3.3,11 5.1,7.9L6.6,9.4C5.5,11.6 5.9,14.4 7.8,16.2C8.3,16.7 8.9,17.1 9.6,17.4L9,19.4C8,19 7.1,18.4 6.3,17.6Z`,At=`M4,1H20A1,1 0 0,1 21,2V6A1,1 0 0,1 20,7H4A1,1 0 0,1 3,6V2A1,1 0 0,1 4,1M4,9H20A1,1 0 0,1 21,10V14A1,1 0 0,1 20,15H4A1,1 0 0,1 3,14V10A1,1 0 0,1 4,9M4,17H20A1,1 0 0,1 21,18V22A1,1 0 0,1 20,23H4A1,1 0 0,1 3,22V18A1,1 0 0,1 4,17M9,5H10V3H9V5M9,13H10V11H9V13M9,21H10V19H9V21M5,3V5H7V3H5M5,11V13H7V11H5M5,19V21H7V19H5Z`,jt=`M16,18H18V6H16M6,18L14.5,12L6,6V18Z`,Mt=`M6,18V6H8V18H6M9.5,12L18,6V18L9.5,12Z`,Nt=`M19,5V19H16V5M14,5V19L3,12`,Pt=`M5,5V19H8V5M10,5V19L21,12`,Ft=`M9 6V8H2V6H9M9 11V13H2V11H9M18 16V18H2V16H18M19.31 11.5C19.75 10.82 20 10 20 9.11C20 6.61 18 4.61 15.5 4.61S11 6.61 11 9.11 13 13.61 15.5 13.61C16.37 13.61 17.19 13.36 17.88 12.93L21 16L22.39 14.61L19.31 11.5M15.5 11.61C14.12 11.61 13 10.5 13 9.11S14.12 6.61 15.5 6.61 18 7.73 18 9.11 16.88 11.61 15.5 11.61Z`,It=`M4 2V8H2V2H4M2 22V16H4V22H2M5 12C5 13.11 4.11 14 3 14C1.9 14 1 13.11 1 12C1 10.9 1.9 10 3 10C4.11 10 5 10.9 5 12M16 4C20.42 4 24 7.58 24 12C24 16.42 20.42 20 16 20C12.4 20 9.36 17.62 8.35 14.35L6 12L8.35 9.65C9.36 6.38 12.4 4 16 4M15 13L19.53 15.79L20.33 14.5L16.5 12.2V7H15V13Z`,Lt=`M6,2H18V8H18V8L14,12L18,16V16H18V22H6V16H6V16L10,12L6,8V8H6V2M16,16.5L12,12.5L8,16.5V20H16V16.5M12,11.5L16,7.5V4H8V7.5L12,11.5M10,6H14V6.75L12,8.75L10,6.75V6Z`,Rt=`M3,17V19H9V17H3M3,5V7H13V5H3M13,21V19H21V17H13V15H11V21H13M7,9V11H3V13H7V15H9V9H7M21,13V11H11V13H21M15,9H17V7H21V5H17V3H15V9Z`,zt=`M8 13C6.14 13 4.59 14.28 4.14 16H2V18H4.14C4.59 19.72 6.14 21 8 21S11.41 19.72 11.86 18H22V16H11.86C11.41 14.28 9.86 13 8 13M8 19C6.9 19 6 18.1 6 17C6 15.9 6.9 15 8 15S10 15.9 10 17C10 18.1 9.1 19 8 19M19.86 6C19.41 4.28 17.86 3 16 3S12.59 4.28 12.14 6H2V8H12.14C12.59 9.72 14.14 11 16 11S19.41 9.72 19.86 8H22V6H19.86M16 9C14.9 9 14 8.1 14 7C14 5.9 14.9 5 16 5S18 5.9 18 7C18 8.1 17.1 9 16 9Z`,Bt=`M12.5,8C9.85,8 7.45,9 5.6,10.6L2,7V16H11L7.38,12.38C8.77,11.22 10.54,10.5 12.5,10.5C16.04,10.5 19.05,12.81 20.1,16L22.47,15.22C21.08,11.03 17.15,8 12.5,8Z`,Vt=`M9,16V10H5L12,3L19,10H15V16H9M5,20V18H19V20H5Z`,Ht=`M14,3.23V5.29C16.89,6.15 19,8.83 19,12C19,15.17 16.89,17.84 14,18.7V20.77C18,19.86 21,16.28 21,12C21,7.72 18,4.14 14,3.23M16.5,12C16.5,10.23 15.5,8.71 14,7.97V16C15.5,15.29 16.5,13.76 16.5,12M3,9V15H7L12,20V4L7,9H3Z`,Ut=`M12,4L9.91,6.09L12,8.18M4.27,3L3,4.27L7.73,9H3V15H7L12,20V13.27L16.25,17.53C15.58,18.04 14.83,18.46 14,18.7V20.77C15.38,20.45 16.63,19.82 17.68,18.96L19.73,21L21,19.73L12,10.73M19,12C19,12.94 18.8,13.82 18.46,14.64L19.97,16.15C20.62,14.91 21,13.5 21,12C21,7.72 18,4.14 14,3.23V5.29C16.89,6.15 19,8.83 19,12M16.5,12C16.5,10.23 15.5,8.71 14,7.97V10.18L16.45,12.63C16.5,12.43 16.5,12.21 16.5,12Z`,Wt=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),Gt=function(e,t){return new URL(e,t).href},Kt={},qt=function(e){return e.pathname.endsWith(`.css`)},Jt=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},h=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=Gt(t,n);let r=s(t),i=qt(r);return Jt(Kt,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:Wt,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})},Yt=[{path:`live/:camera?`,tag:`wf-live-page`,title:`nav.live`,icon:we,sentences:`live`,load:()=>h(()=>import(`./live-page-C6gA7hdX.js`),__vite__mapDeps([0,1,2]),import.meta.url)},{path:`timeline/:camera?`,tag:`wf-timeline-page`,title:`nav.timeline`,icon:Ee,sentences:`timeline`,load:()=>h(()=>import(`./timeline-page-C5nrFlKS.js`),__vite__mapDeps([3,4,2,5,6,7]),import.meta.url)},{path:`search`,tag:`wf-search-page`,title:`nav.search`,icon:ct,sentences:`search`,load:()=>h(()=>import(`./search-page-C4aFTD4w.js`),__vite__mapDeps([8,2,4]),import.meta.url)},{path:`people/:person?`,tag:`wf-people-page`,title:`nav.people`,icon:se,sentences:`people`,load:()=>h(()=>import(`./people-page-BdSJ-3Cp.js`),__vite__mapDeps([9,2,10,5]),import.meta.url)},{path:`speakers`,tag:`wf-speakers-page`,title:`nav.speakers`,icon:de,sentences:`speakers`,load:()=>h(()=>import(`./speakers-page-D_VOVM0N.js`),__vite__mapDeps([11,2,10]),import.meta.url)},{path:`stories/:story?`,tag:`wf-stories-page`,title:`nav.stories`,icon:_t,sentences:`stories`,load:()=>h(()=>import(`./stories-page-BaGGmG0o.js`),__vite__mapDeps([12,13,2,5,7]),import.meta.url)},{path:`cameras/:camera?/:part?`,tag:`wf-cameras-page`,title:`nav.cameras`,icon:zt,sentences:`cameras`,load:()=>h(()=>import(`./cameras-page-f8ytwpNv.js`),__vite__mapDeps([14,2,1,15,16]),import.meta.url)},{path:`rules/:rule?`,tag:`wf-rules-page`,title:`nav.rules`,icon:pt,sentences:`rules`,load:()=>h(()=>import(`./rules-page-CCvY02OY.js`),__vite__mapDeps([17,2,16]),import.meta.url)},{path:`system`,tag:`wf-system-page`,title:`nav.system`,icon:At,sentences:`system`,load:()=>h(()=>import(`./system-page-Cj_fk8hF.js`),__vite__mapDeps([18,2,15]),import.meta.url)}];function Xt(e,t){let n=e.findIndex(({id:e})=>e===t.id);return n<0?[...e,t]:e.with(n,t)}function Zt(e,t){return e.filter(e=>e.id!==t)}var g=class extends p{constructor(e){super({value:null,error:null}),this.read=e,this.reading=null,this.missed=[],this.load=async()=>{this.reading?.abort();let e=this.reading=new AbortController;this.missed=[];try{let t=await this.read(e.signal);e.signal.aborted||this.settle(this.missed.reduce((e,t)=>t(e),t))}catch(t){if(e.signal.aborted)return;this.reading=null,i(t)||this.set({value:this.get().value,error:t instanceof Error?t:Error(String(t))})}}}settle(e){this.reading?.abort(),this.reading=null,this.set({value:e,error:null})}change(e){this.reading!==null&&this.missed.push(e);let{value:t,error:n}=this.get();t!==null&&this.set({value:e(t),error:n})}},Qt=class extends g{constructor(e,t){super(async t=>(await e.call(`GET /api/cameras`,{signal:t})).cameras),this.events=t}start(){let e=e=>this.change(t=>Xt(t,e)),t=this.load();this.events.on(`resync`,()=>{t.then(this.load),t=Promise.resolve()}),this.events.on(`camera_added`,e),this.events.on(`camera_updated`,e),this.events.on(`camera_removed`,({id:e})=>this.change(t=>Zt(t,e))),this.events.on(`camera_status`,e=>this.change(t=>$t(t,e)))}find(e){return this.get().value?.find(t=>t.id===e)??null}};function $t(e,t){return e.map(e=>e.id===t.camera_id?{...e,status:t}:e)}var en=15e3,tn=5e3,nn=class{constructor(e,t=e=>new WebSocket(e)){this.api=e,this.open=t,this.connection=new p(`connecting`),this.losses=new p(0),this.listeners=new Map,this.socket=null,this.place=null,this.failures=0,this.hurry=()=>{this.socket===null&&document.visibilityState!==`hidden`&&(this.failures=0,this.connect())}}start(){addEventListener(`online`,this.hurry),document.addEventListener(`visibilitychange`,this.hurry),this.connect()}stop(){removeEventListener(`online`,this.hurry),document.removeEventListener(`visibilitychange`,this.hurry),clearTimeout(this.timer),this.drop()}on(e,t){let n=this.listeners.get(e)??new Set;return this.listeners.set(e,n.add(t)),()=>n.delete(t)}connect(){clearTimeout(this.timer);let e=this.open(this.api.socketUrl(`GET /api/events`,this.place===null?{}:{query:this.place}));this.socket=e,this.timer=setTimeout(()=>this.lost(e),en),e.onmessage=({data:e})=>this.receive(JSON.parse(e)),e.onclose=()=>this.lost(e)}receive(e){let t=this.place===null;e.type===`hello`&&this.greeted(),(t||e.type!==`hello`)&&(this.place={stream:e.stream,sequence:e.sequence}),this.tell(e.type,e.data),t&&e.type===`hello`&&this.tell(`resync`,e.data)}tell(e,t){for(let n of[...this.listeners.get(e)??[]])n(t)}greeted(){clearTimeout(this.timer),this.timer=setTimeout(()=>this.failures=0,tn),this.connection.set(`online`)}lost(t){t===this.socket&&(this.drop(),this.connection.set(`offline`),this.losses.update(e=>e+1),this.timer=setTimeout(()=>this.connect(),e(this.failures++)))}drop(){clearTimeout(this.timer);let e=this.socket;this.socket=null,e!==null&&(e.onmessage=e.onclose=null,e.close())}},rn=50,an=class extends g{constructor(e,t){super(async t=>(await e.call(`GET /api/jobs`,{query:{limit:rn},signal:t})).jobs),this.api=e,this.events=t}start(){this.events.on(`resync`,()=>void this.load()),this.events.on(`job`,e=>this.change(t=>sn(t,e))),this.load()}async cancel(e){await this.api.call(`POST /api/jobs/{job_id}/cancel`,{params:{job_id:e}})}async retry(e){await this.api.call(`POST /api/jobs/{job_id}/retry`,{params:{job_id:e}})}async delete(e){await this.api.call(`DELETE /api/jobs/{job_id}`,{params:{job_id:e}})}};function on({state:e}){return e===`queued`||e===`running`}function sn(e,t){return`state`in t?Xt(e,t).sort((e,t)=>t.created_ms-e.created_ms):Zt(e,t.id)}async function cn(e,t){let n=[];for(let r=null;;){let i=await e(r);if(n.push(...t(i)),(r=i.cursor)===null)return n}}var ln=class extends g{constructor(e,t){super(e=>t(null,e)),this.items=e,this.page=t}async more(){let e=this.get().value;if(e?.cursor==null)return;let t=await this.page(e.cursor);this.change(n=>n===e?{...t,[this.items]:[...n[this.items],...t[this.items]]}:n)}},un=500,dn=class extends g{constructor(e,t){super(t=>pn(e,t)),this.events=t,this.isWanted=!1}start(){let e=e=>this.change(t=>mn(Xt(t,e)));this.events.on(`resync`,()=>{this.isWanted&&this.load()}),this.events.on(`person_added`,e),this.events.on(`person_updated`,e),this.events.on(`person_removed`,({id:e})=>this.change(t=>Zt(t,e)))}want(){this.isWanted||(this.isWanted=!0,this.load())}find(e){return this.get().value?.find(t=>t.id===e)??null}};async function fn(e,t){return e.get().value===null&&await e.load(),e.get().value?.find(e=>e.name.toLowerCase()===t.toLowerCase())}async function pn(e,t){return mn(await cn(n=>e.call(`GET /api/people`,{query:{limit:un,cursor:n},signal:t}),e=>e.people))}function mn(e){return e.toSorted((e,t)=>e.name.localeCompare(t.name))}var hn={loading:`Loading …`,"nav.label":`Pages`,"nav.live":`Live`,"nav.cameras":`Cameras`,"nav.timeline":`Timeline`,"nav.search":`Search`,"nav.people":`People`,"nav.speakers":`Speakers`,"nav.stories":`Stories`,"nav.system":`System`,"nav.rules":`Rules`,"nav.more":`More`,"nav.skip":`Skip to the content`,"offline.gate":`Home Assistant does not let this page in any more. It tries again by itself; if that does not help, open TheWallflower anew from Home Assistant.`,"offline.text":`The server does not answer. Trying again …`,"offline.retry":`Try now`,"leave.title":`Leave without saving?`,"leave.text":`What you changed here is not saved yet.`,"leave.go":`Discard the changes`,"leave.stay":`Keep editing`,"login.title":`Log in`,"login.name":`Name`,"login.password":`Password`,"login.enter":`Log in`,"login.leave":`Log out`,"login.setup":`Nobody can log in yet. The command "wallflower users add" makes the first user.`,"missing.title":`There is no such page`,"missing.text":`The address is wrong, or the page was moved.`,"missing.home":`To the cameras`,"failure.title":`This page failed`,"failure.retry":`Try again`,"failure.reload":`Load everything anew`,"errors.offline":`The server does not answer. Try again in a moment.`,"errors.forbidden":`Your user may not do this. Ask an administrator of this home.`,"dialog.close":`Close`,"toast.undo":`Undo`,"toast.dismiss":`Dismiss`,"jobs.heading":`Work in the background`,"jobs.button":{one:`{count} job is running`,other:`{count} jobs are running`},"jobs.none":`Nothing was ordered yet. Exports, downloads and the like are listed here.`,"jobs.cancel":`Cancel`,"jobs.retry":`Try again`,"jobs.delete":`Delete`,"jobs.delete_title":`Delete this work?`,"jobs.delete_text":`The files that it made are deleted for good. Recordings stay as they are.`,"jobs.keep":`Keep`,"jobs.download":`Download`,"jobs.holes":{one:`{count} part is missing.`,other:`{count} parts are missing.`},"jobs.left":`{time} left`,"jobs.waits_for.narration":`Waits until Home Assistant has spoken the narration`,"jobs.waits_for.unknown":`Waits`,"jobs.kind.export":`Export`,"jobs.kind.model_download":`Download of a model`,"jobs.kind.model_import":`Import of a model`,"jobs.kind.tuning":`Tuning of speech`,"jobs.kind.reembedding":`New face engine`,"jobs.kind.voice_reembedding":`New voice engine`,"jobs.kind.person_import":`Import of a person`,"jobs.kind.folder_scan":`Reading the folder of photographs`,"jobs.kind.rematch":`Comparing visits again`,"jobs.kind.unknown":`Work`,"jobs.state.queued":`Waits`,"jobs.state.running":`Running`,"jobs.state.done":`Done`,"jobs.state.failed":`Failed`,"jobs.state.cancelled":`Cancelled`,"jobs.state.unknown":`Unknown state`},gn={en:{live:()=>h(()=>import(`./live-B65y3Wiv.js`),[],import.meta.url),timeline:()=>h(()=>import(`./timeline-Cjb72nxR.js`),[],import.meta.url),search:()=>h(()=>import(`./search-BdbdM9_T.js`),[],import.meta.url),people:()=>h(()=>import(`./people-Cz1iDz2B.js`),[],import.meta.url),speakers:()=>h(()=>import(`./speakers-DZTtw0px.js`),[],import.meta.url),stories:()=>h(()=>import(`./stories-C6yEGwI7.js`),[],import.meta.url),cameras:()=>h(()=>import(`./cameras-CacPcf5v.js`),[],import.meta.url),rules:()=>h(()=>import(`./rules-CYneQmea.js`),[],import.meta.url),system:()=>h(()=>import(`./system-BjkFLjqO.js`),[],import.meta.url)},de:{shell:()=>h(()=>import(`./shell-Dw2H7O_R.js`),[],import.meta.url),live:()=>h(()=>import(`./live-7g7RGBTS.js`),[],import.meta.url),timeline:()=>h(()=>import(`./timeline-DJ1Jyfa9.js`),[],import.meta.url),search:()=>h(()=>import(`./search-B91WDcih.js`),[],import.meta.url),people:()=>h(()=>import(`./people-CvOLxGkO.js`),[],import.meta.url),speakers:()=>h(()=>import(`./speakers-foVvOZtH.js`),[],import.meta.url),stories:()=>h(()=>import(`./stories-BcEOErmu.js`),[],import.meta.url),cameras:()=>h(()=>import(`./cameras-oAOrTYSg.js`),[],import.meta.url),rules:()=>h(()=>import(`./rules-CZvHG7Yg.js`),[],import.meta.url),system:()=>h(()=>import(`./system-OAcdmsYD.js`),[],import.meta.url)}};function _n(e,t){return{book:e,language:t,plurals:new Intl.PluralRules(t),numbers:new Intl.NumberFormat(t)}}var vn={en:{...hn},de:{}},yn=new Set([`shell`]),_=_n(`en`,`en`),bn=`en`,xn=0;async function Sn(e){await Cn(e),document.documentElement.lang=_.language}async function Cn(e){let t=++xn,n=e.split(`-`)[0]?.toLowerCase()??``;bn=n in gn?n:`en`;let r=_n(bn,bn===`en`?En(e):e);await Tn(r.book,yn),t===xn&&(_=r)}async function wn(...e){for(let t of e)yn.add(t);await Promise.all([...new Set([_.book,bn])].map(t=>Tn(t,e)))}async function Tn(e,t){let n=[...t].map(t=>gn[e][t]).filter(e=>e!==void 0);for(let{default:t}of await Promise.all(n.map(e=>e())))Object.assign(vn[e],t)}function En(e){return e.toLowerCase().startsWith(`en-`)?e:`en`}function v(){return _.language}function y(e,...t){let n=t[0]??{};return Dn(vn[_.book][e]??e,n.count).replace(/\{(\w+)\}/g,(e,t)=>{let r=n[t]??``;return typeof r==`number`?_.numbers.format(r):r})}function Dn(e,t){return typeof e==`string`?e:e[_.plurals.select(Number(t))]??e.other}function On(e){return e instanceof r?y(`errors.offline`):e instanceof n&&e.status===403?y(`errors.forbidden`):e instanceof Error?e.message:String(e)}var kn=1e4,An=class extends p{constructor(){super([]),this.next=1,this.timers=new Map}done(e,t,n){this.show({text:e,kind:`done`,...t&&{undo:t},...n&&{link:n}})}failed(e){this.show({text:On(e),kind:`failed`})}async attempt(e){try{return await e(),!0}catch(e){return this.failed(e),!1}}dismiss(e){this.hold(e),this.update(t=>t.filter(t=>t.id!==e))}hold(e){clearTimeout(this.timers.get(e)),this.timers.delete(e)}release(e){this.hold(e),this.timers.set(e,setTimeout(()=>this.dismiss(e),kn))}show(e){let t=this.next++;this.update(n=>[...n.slice(-2),{...e,id:t}]),this.release(t)}};function jn(){let e=new p(null),t=new u(f(t=>e.set(t))),n=new nn(t);return{api:t,events:n,router:new ee(Yt),toasts:new An,cameras:new Qt(t,n),jobs:new an(t,n),people:new dn(t,n),me:new p(null),refusal:e,theme:new p(0)}}function Mn(e){e.router.start(),e.cameras.start(),e.jobs.start(),e.people.start(),e.events.on(`hello`,()=>void b(e)),e.events.losses.subscribe(()=>void b(e)),e.refusal.subscribe(t=>{t===`gate`&&Nn(e)}),e.events.start()}async function Nn(n){for(let r=2;n.refusal.get()===`gate`;r++)await t(e(r)),await b(n)}async function b(e){try{let t=await e.api.call(`GET /api/me`);return e.me.set(t),e.refusal.set(null),t}catch{return null}}var Pn=globalThis,Fn=Pn.ShadowRoot&&(Pn.ShadyCSS===void 0||Pn.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,In=Symbol(),Ln=new WeakMap,Rn=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==In)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(Fn&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=Ln.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&Ln.set(t,e))}return e}toString(){return this.cssText}},zn=e=>new Rn(typeof e==`string`?e:e+``,void 0,In),x=(e,...t)=>new Rn(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,In),Bn=(e,t)=>{if(Fn)e.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let n of t){let t=document.createElement(`style`),r=Pn.litNonce;r!==void 0&&t.setAttribute(`nonce`,r),t.textContent=n.cssText,e.appendChild(t)}},Vn=Fn?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return zn(t)})(e):e,{is:Hn,defineProperty:Un,getOwnPropertyDescriptor:Wn,getOwnPropertyNames:Gn,getOwnPropertySymbols:Kn,getPrototypeOf:qn}=Object,Jn=globalThis,Yn=Jn.trustedTypes,Xn=Yn?Yn.emptyScript:``,Zn=Jn.reactiveElementPolyfillSupport,S=(e,t)=>e,Qn={toAttribute(e,t){switch(t){case Boolean:e=e?Xn:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},$n=(e,t)=>!Hn(e,t),er={attribute:!0,type:String,converter:Qn,reflect:!1,useDefault:!1,hasChanged:$n};Symbol.metadata??=Symbol(`metadata`),Jn.litPropertyMetadata??=new WeakMap;var C=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=er){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&Un(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=Wn(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??er}static _$Ei(){if(this.hasOwnProperty(S(`elementProperties`)))return;let e=qn(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(S(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(S(`properties`))){let e=this.properties,t=[...Gn(e),...Kn(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(Vn(e))}else e!==void 0&&t.push(Vn(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Bn(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?Qn:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?Qn:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??$n)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};C.elementStyles=[],C.shadowRootOptions={mode:`open`},C[S(`elementProperties`)]=new Map,C[S(`finalized`)]=new Map,Zn?.({ReactiveElement:C}),(Jn.reactiveElementVersions??=[]).push(`2.1.2`);var tr=globalThis,nr=e=>e,rr=tr.trustedTypes,ir=rr?rr.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,ar=`$lit$`,w=`lit$${Math.random().toFixed(9).slice(2)}$`,or=`?`+w,sr=`<${or}>`,T=document,E=()=>T.createComment(``),D=e=>e===null||typeof e!=`object`&&typeof e!=`function`,cr=Array.isArray,lr=e=>cr(e)||typeof e?.[Symbol.iterator]==`function`,ur=`[ 	
\f\r]`,O=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,dr=/-->/g,fr=/>/g,k=RegExp(`>|${ur}(?:([^\\s"'>=/]+)(${ur}*=${ur}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),pr=/'/g,mr=/"/g,hr=/^(?:script|style|textarea|title)$/i,gr=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),A=gr(1),_r=gr(2),j=Symbol.for(`lit-noChange`),M=Symbol.for(`lit-nothing`),vr=new WeakMap,N=T.createTreeWalker(T,129);function yr(e,t){if(!cr(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ir===void 0?t:ir.createHTML(t)}var br=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=O;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===O?c[1]===`!--`?o=dr:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=k):(hr.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=k):o=fr:o===k?c[0]===`>`?(o=i??O,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?k:c[3]===`"`?mr:pr):o===mr||o===pr?o=k:o===dr||o===fr?o=O:(o=k,i=void 0);let d=o===k&&e[t+1].startsWith(`/>`)?` `:``;a+=o===O?n+sr:l>=0?(r.push(s),n.slice(0,l)+ar+n.slice(l)+w+d):n+w+(l===-2?t:d)}return[yr(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},xr=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=br(t,n);if(this.el=e.createElement(l,r),N.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=N.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(ar)){let t=u[o++],n=i.getAttribute(e).split(w),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Cr:r[1]===`?`?wr:r[1]===`@`?Tr:I}),i.removeAttribute(e)}else e.startsWith(w)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(hr.test(i.tagName)){let e=i.textContent.split(w),t=e.length-1;if(t>0){i.textContent=rr?rr.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],E()),N.nextNode(),c.push({type:2,index:++a});i.append(e[t],E())}}}else if(i.nodeType===8){if(i.data===or)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(w,e+1))!==-1;)c.push({type:7,index:a}),e+=w.length-1}}a++}}static createElement(e,t){let n=T.createElement(`template`);return n.innerHTML=e,n}};function P(e,t,n=e,r){if(t===j)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=D(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=P(e,i._$AS(e,t.values),i,r)),t}var Sr=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??T).importNode(t,!0);N.currentNode=r;let i=N.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new F(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Er(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=N.nextNode(),a++)}return N.currentNode=T,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},F=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=M,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=P(this,e,t),D(e)?e===M||e==null||e===``?(this._$AH!==M&&this._$AR(),this._$AH=M):e!==this._$AH&&e!==j&&this._(e):e._$litType$===void 0?e.nodeType===void 0?lr(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==M&&D(this._$AH)?this._$AA.nextSibling.data=e:this.T(T.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=xr.createElement(yr(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Sr(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=vr.get(e.strings);return t===void 0&&vr.set(e.strings,t=new xr(e)),t}k(t){cr(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(E()),this.O(E()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=nr(e).nextSibling;nr(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},I=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=M,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=M}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=P(this,e,t,0),a=!D(e)||e!==this._$AH&&e!==j,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=P(this,r[n+o],t,o),s===j&&(s=this._$AH[o]),a||=!D(s)||s!==this._$AH[o],s===M?e=M:e!==M&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===M?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Cr=class extends I{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===M?void 0:e}},wr=class extends I{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==M)}},Tr=class extends I{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=P(this,e,t,0)??M)===j)return;let n=this._$AH,r=e===M&&n!==M||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==M&&(n===M||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Er=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){P(this,e)}},Dr={M:ar,P:w,A:or,C:1,L:br,R:Sr,D:lr,V:P,I:F,H:I,N:wr,U:Tr,B:Cr,F:Er},Or=tr.litHtmlPolyfillSupport;Or?.(xr,F),(tr.litHtmlVersions??=[]).push(`3.3.3`);var kr=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new F(t.insertBefore(E(),e),e,void 0,n??{})}return i._$AI(e),i},Ar=globalThis,L=class extends C{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=kr(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return j}};L._$litElement$=!0,L.finalized=!0,Ar.litElementHydrateSupport?.({LitElement:L});var jr=Ar.litElementPolyfillSupport;jr?.({LitElement:L}),(Ar.litElementVersions??=[]).push(`4.2.2`);var R=e=>(t,n)=>{n===void 0?customElements.define(e,t):n.addInitializer(()=>{customElements.define(e,t)})},Mr={attribute:!0,type:String,converter:Qn,reflect:!1,hasChanged:$n},Nr=(e=Mr,t,n)=>{let{kind:r,metadata:i}=n,a=globalThis.litPropertyMetadata.get(i);if(a===void 0&&globalThis.litPropertyMetadata.set(i,a=new Map),r===`setter`&&((e=Object.create(e)).wrapped=!0),a.set(n.name,e),r===`accessor`){let{name:r}=n;return{set(n){let i=t.get.call(this);t.set.call(this,n),this.requestUpdate(r,i,e,!0,n)},init(t){return t!==void 0&&this.C(r,void 0,e,t),t}}}if(r===`setter`){let{name:r}=n;return function(n){let i=this[r];t.call(this,n),this.requestUpdate(r,i,e,!0,n)}}throw Error(`Unsupported decorator location: `+r)};function z(e){return(t,n)=>typeof n==`object`?Nr(e,t,n):((e,t,n)=>{let r=t.hasOwnProperty(n);return t.constructor.createProperty(n,e),r?Object.getOwnPropertyDescriptor(t,n):void 0})(e,t,n)}function B(e){return z({...e,state:!0,attribute:!1})}var Pr=(e,t,n)=>(n.configurable=!0,n.enumerable=!0,Reflect.decorate&&typeof t!=`object`&&Object.defineProperty(e,t,n),n);function V(e,t){return(n,r,i)=>{let a=t=>t.renderRoot?.querySelector(e)??null;if(t){let{get:e,set:t}=typeof r==`object`?n:i??(()=>{let e=Symbol();return{get(){return this[e]},set(t){this[e]=t}}})();return Pr(n,r,{get(){let n=e.call(this);return n===void 0&&(n=a(this),(n!==null||this.hasUpdated)&&t.call(this,n)),n}})}return Pr(n,r,{get(){return a(this)}})}}var Fr;function Ir(e){return(t,n)=>Pr(t,n,{get(){return(this.renderRoot??(Fr??=document.createDocumentFragment())).querySelectorAll(e)}})}function H(e){return _r`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${e}></path></svg>`}var Lr={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Rr=e=>(...t)=>({_$litDirective$:e,values:t}),zr=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:Br}=Dr,Vr=e=>e,Hr=e=>e.strings===void 0,Ur=()=>document.createComment(``),U=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new Br(r.insertBefore(Ur(),i),r.insertBefore(Ur(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=Vr(e).nextSibling;Vr(r).insertBefore(e,i),e=t}}}return n},W=(e,t,n=e)=>(e._$AI(t,n),e),Wr={},Gr=(e,t=Wr)=>e._$AH=t,Kr=e=>e._$AH,qr=e=>{e._$AR(),e._$AA.remove()},Jr=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},Yr=Rr(class extends zr{constructor(e){if(super(e),e.type!==Lr.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=Kr(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=W(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=W(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=W(i[d],a[m]),U(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=W(i[f],a[p]),U(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=Jr(o,p,m),u=Jr(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=U(e,i[d]);W(t,a[p]),c[p]=t}else c[p]=W(n,a[p]),U(e,i[d],n),i[t]=null;p++}else qr(i[f]),f--}else qr(i[d]),d++;for(;p<=m;){let t=U(e,c[m+1]);W(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&qr(e)}return this.ut=o,Gr(e,c),j}}),Xr={},Zr=new Map;function Qr(e,t){let n=`${v()} ${e}`,r=Zr.get(n);return r===void 0&&Zr.set(n,r=new Intl.DateTimeFormat(v(),{...t,...Xr})),r}function $r(e){return Qr(`clock`,{timeStyle:`medium`}).format(e)}function ei(e){return Qr(`minute`,{timeStyle:`short`}).format(e)}function ti(e){return Qr(`day`,{weekday:`short`,day:`numeric`,month:`short`}).format(e)}function ni(e){return Qr(`instant`,{dateStyle:`long`,timeStyle:`medium`}).format(e)}var ri=[[`day`,86400],[`hour`,3600],[`minute`,60],[`second`,1]];function ii(e){let t=Math.max(0,Math.round(e/1e3)),[n,r]=ri.find(([,e])=>t>=e)??[`second`,1],i={style:`unit`,unit:n,unitDisplay:`long`,maximumFractionDigits:0};return new Intl.NumberFormat(v(),i).format(t/r)}function ai(e){return new Intl.NumberFormat(v(),{style:`percent`,maximumFractionDigits:0}).format(e)}var oi=[`view`,`control`,`edit`,`admin`];function si(e,t){return e!==null&&oi.indexOf(e.role)>=oi.indexOf(t)}var G=x`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2px solid var(--wf-accent);
    outline-offset: 2px;
  }
  h1:focus-visible {
    outline: none;
  }
  h1 {
    margin: 0;
    font-size: 1.35rem;
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  h2 {
    margin: 0;
    font-size: 1.05rem;
    font-weight: 600;
  }
  a {
    color: var(--wf-accent);
  }
  .icon {
    width: 1.25rem;
    height: 1.25rem;
    flex: none;
    fill: currentColor;
  }
  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`,K=x`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45rem;
    min-height: 2.5rem;
    padding: 0 0.9rem;
    border: 1px solid var(--wf-line);
    border-radius: 999px;
    background: var(--wf-card);
    color: var(--wf-text);
    font: inherit;
    font-weight: 500;
    text-decoration: none;
    cursor: pointer;
    transition: background var(--wf-quick);
    touch-action: manipulation;
  }
  button:hover:not(:disabled),
  .button:hover {
    background: color-mix(in srgb, var(--wf-text) 7%, var(--wf-card));
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  button.primary,
  .button.primary {
    border-color: transparent;
    background: var(--wf-accent);
    color: var(--wf-on-accent);
  }
  button.danger {
    border-color: transparent;
    background: var(--wf-bad);
    color: var(--wf-card);
  }
  button.plain,
  .button.plain {
    border-color: transparent;
    background: none;
  }
  button.plain:hover:not(:disabled),
  .button.plain:hover {
    background: var(--wf-hover);
  }
  button.round,
  .button.round {
    width: 2.5rem;
    padding: 0;
  }
  button[aria-pressed="true"] {
    border-color: var(--wf-accent);
    background: color-mix(in srgb, var(--wf-accent) 16%, var(--wf-card));
  }
`,ci=x`
  label {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
    font-weight: 500;
  }
  input,
  select,
  textarea {
    min-height: 2.5rem;
    padding: 0 0.75rem;
    border: 1px solid var(--wf-line);
    border-radius: 8px;
    background: var(--wf-card);
    color: var(--wf-text);
    font: inherit;
  }
`;function q(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var J=class extends L{constructor(...e){super(...e),this.open=!1,this.heading=``}static{this.styles=[G,K,x`
      dialog {
        width: min(32rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 2rem);
        padding: 0;
        border: 0;
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        color: var(--wf-text);
        box-shadow: var(--wf-shadow);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }
      .frame {
        display: flex;
        flex-direction: column;
        gap: 1rem;
        padding: 1.25rem;
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 0.5rem;
      }
    `]}render(){return A`
      <dialog aria-labelledby="heading" @cancel=${this.cancelled} @close=${this.ended} @pointerdown=${this.pressed}>
        <div class="frame">
          <div class="head">
            <h2 id="heading">${this.heading}</h2>
            <button class="plain round" aria-label=${y(`dialog.close`)} @click=${this.closed}>${H(Me)}</button>
          </div>
          <div><slot></slot></div>
          <div class="foot"><slot name="actions"></slot></div>
        </div>
      </dialog>
    `}updated(e){e.has(`open`)&&(this.open&&!this.dialog.open&&this.dialog.showModal(),!this.open&&this.dialog.open&&this.dialog.close())}cancelled(e){e.preventDefault(),this.closed()}pressed(e){e.target===this.dialog&&this.closed()}ended(){this.dialog.open||this.closed()}closed(){this.open&&this.dispatchEvent(new CustomEvent(`closed`))}};q([z({type:Boolean})],J.prototype,`open`,void 0),q([z()],J.prototype,`heading`,void 0),q([V(`dialog`)],J.prototype,`dialog`,void 0),J=q([R(`wf-dialog`)],J);function li({progress:e,waits_for:t}){return t===null?ai(e):y(`jobs.waits_for.${t}`)}var ui=20,Y=class extends L{static{this.styles=[G,K,x`
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
      .actions {
        display: flex;
        align-items: center;
        gap: 0.25rem;
      }
      .rest {
        grid-column: 1 / -1;
      }
      .failed {
        color: var(--wf-bad);
      }
    `]}constructor(){super(),this.open=!1,this.doomed=null,new m(this,()=>[this.app.jobs,this.app.me])}render(){let e=this.app.jobs.get().value??[],t=e.filter(on).length;return A`
      <button
        class="plain round"
        popovertarget="tray"
        aria-expanded=${this.open}
        aria-label=${y(`jobs.button`,{count:t})}
        title=${y(`jobs.heading`)}
      >
        ${H(t>0?Tt:ye)}
        ${t>0?A`<span class="count" aria-hidden="true">${t}</span>`:M}
      </button>
      <section id="tray" class="tray" popover aria-label=${y(`jobs.heading`)} @toggle=${this.toggled}>
        <h2>${y(`jobs.heading`)}</h2>
        ${e.length===0?A`<p class="empty">${y(`jobs.none`)}</p>`:A`<ul>
                ${Yr(e.slice(0,ui),({id:e})=>e,e=>this.renderJob(e))}
              </ul>`}
      </section>
      ${this.renderDialog()}
    `}renderDialog(){let{doomed:e}=this,t=()=>void(this.doomed=null);return A`<wf-dialog heading=${y(`jobs.delete_title`)} .open=${e!==null} @closed=${t}>
      <p>${y(`jobs.delete_text`)}</p>
      <button slot="actions" @click=${t}>${y(`jobs.keep`)}</button>
      <button slot="actions" class="danger" @click=${()=>{t(),e!==null&&this.app.toasts.attempt(()=>this.app.jobs.delete(e.id))}}>${y(`jobs.delete`)}</button>
    </wf-dialog>`}renderJob(e){let t=y(`jobs.kind.${e.kind}`);return A`
      <li>
        <div>
          <div>${t}${e.export?.note?A`: <bdi>${e.export.note}</bdi>`:M}</div>
          ${di(e)}
        </div>
        <div class="actions">${this.renderAction(e)} ${this.renderDelete(e)}</div>
        ${this.renderRest(e)}
        ${e.state===`running`?A`<progress max="1" .value=${e.progress} aria-label=${t}></progress>`:M}
      </li>
    `}renderAction(e){if(on(e))return A`<button ?disabled=${e.cancelling} @click=${()=>void this.app.toasts.attempt(()=>this.app.jobs.cancel(e.id))}>${y(`jobs.cancel`)}</button>`;if(e.state===`failed`||e.state===`cancelled`)return si(this.app.me.get(),`control`)?A`<button @click=${()=>void this.app.toasts.attempt(()=>this.app.jobs.retry(e.id))}>${y(`jobs.retry`)}</button>`:M;let[t]=e.result?.files??[];if(e.state!==`done`||t===void 0)return M;let n=y(`jobs.download`);return A`<a
      class="button round"
      href=${this.fileUrl(e,t)}
      download=${t.name}
      aria-label=${n}
      title=${n}
    >
      ${H(Ve)}
    </a>`}renderDelete(e){if(on(e)||!si(this.app.me.get(),`edit`))return M;let t=y(`jobs.delete`);return A`<button class="plain round" aria-label=${t} title=${t} @click=${()=>this.doomed=e}>
      ${H(ze)}
    </button>`}renderRest(e){let[,...t]=e.result?.files??[];if(e.state!==`done`||t.length===0)return M;let{holes:n=[],notes:r=[]}=e.result??{};return A`<p class="note rest">
      ${n.length===0?M:A`${y(`jobs.holes`,{count:n.length})} `}
      ${r.map(e=>A`${e} `)}
      ${t.map(t=>A`<a href=${this.fileUrl(e,t)} download=${t.name}>${t.name}</a> `)}
    </p>`}fileUrl(e,{name:t}){let n={params:{job_id:e.id},query:{name:t}};return this.app.api.url(`GET /api/exports/{job_id}/file`,n)}toggled(e){this.open=e.newState===`open`}};q([z({attribute:!1})],Y.prototype,`app`,void 0),q([B()],Y.prototype,`open`,void 0),q([B()],Y.prototype,`doomed`,void 0),Y=q([R(`wf-jobs-tray`)],Y);function di(e){if(e.state===`failed`)return A`<p class="note failed">${e.problem?.message??y(`jobs.state.failed`)}</p>`;let t=e.transfer?.left_s;return A`<p class="note">${(e.state===`running`?[li(e),...typeof t==`number`?[y(`jobs.left`,{time:ii(t*1e3)})]:[]]:[y(`jobs.state.${e.state}`),ni(e.created_ms)]).join(` · `)}</p>`}var fi=class extends L{static{this.styles=[G,K,x`
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
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        width: min(30rem, 100%);
        padding: 0.4rem 0.4rem 0.4rem 1rem;
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        box-shadow: var(--wf-shadow);
        border: 1px solid var(--wf-line);
        pointer-events: auto;
      }
      .text {
        flex: 1 1 9rem;
        overflow-wrap: anywhere;
      }
      .actions {
        display: flex;
        margin-inline-start: auto;
      }
      .done > .icon {
        color: var(--wf-good);
      }
      .failed > .icon {
        color: var(--wf-bad);
      }
    `]}constructor(){super(),new m(this,()=>[this.toasts])}render(){return A`<div role="status" aria-live="polite">
      ${Yr(this.toasts.get(),({id:e})=>e,e=>this.renderToast(e))}
    </div>`}renderToast(e){let t=()=>this.toasts.hold(e.id),n=()=>this.toasts.release(e.id),{undo:r,link:i}=e;return A`
      <div
        class="toast ${e.kind}"
        @pointerenter=${t}
        @pointerleave=${n}
        @focusin=${t}
        @focusout=${n}
      >
        ${H(e.kind===`done`?Oe:pe)}
        <span class="text">${e.text}</span>
        <span class="actions">
          ${i===void 0?M:A`<a class="button plain" href=${i.path} @click=${()=>this.toasts.dismiss(e.id)}
                  >${i.text}</a
                >`}
          ${r===void 0?M:A`<button class="plain" @click=${()=>void this.undo(e.id,r)}>${y(`toast.undo`)}</button>`}
          <button class="plain round" aria-label=${y(`toast.dismiss`)} @click=${()=>this.toasts.dismiss(e.id)}>
            ${H(Me)}
          </button>
        </span>
      </div>
    `}async undo(e,t){this.toasts.dismiss(e),await this.toasts.attempt(t)}};q([z({attribute:!1})],fi.prototype,`toasts`,void 0),fi=q([R(`wf-toasts`)],fi);var pi=class extends L{static{this.styles=[G,K]}constructor(){super(),new m(this,()=>[this.router.leaving])}render(){let e=this.router.leaving.get(),t=()=>e?.stay();return A`<wf-dialog heading=${y(`leave.title`)} .open=${e!==null} @closed=${t}>
      <p>${y(`leave.text`)}</p>
      <button slot="actions" class="danger" @click=${()=>e?.go()}>${y(`leave.go`)}</button>
      <button slot="actions" class="primary" @click=${t}>${y(`leave.stay`)}</button>
    </wf-dialog>`}};q([z({attribute:!1})],pi.prototype,`router`,void 0),pi=q([R(`wf-leave-dialog`)],pi);var X=class extends L{constructor(...e){super(...e),this.isBusy=!1,this.needsSetup=!1,this.failure=null,this.submitted=async e=>{e.preventDefault();let t=new FormData(e.target),n=e=>{let n=t.get(e);return typeof n==`string`?n:``};this.isBusy=!0,this.failure=null;try{await mi(this.app.api,{name:n(`name`),password:n(`password`)}),this.dispatchEvent(new CustomEvent(`entered`))}catch(e){this.failure=e}this.isBusy=!1}}static{this.styles=[G,K,ci,x`
      form {
        display: grid;
        gap: 1rem;
        max-width: 24rem;
        margin: 8vh auto;
        padding: 1.5rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      h1 {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      p {
        margin: 0;
      }
      .failed {
        color: var(--wf-bad);
      }
    `]}render(){return A`<form @submit=${this.submitted}>
      <h1>${H(ot)}${y(`login.title`)}</h1>
      ${this.needsSetup?A`<p>${y(`login.setup`)}</p>`:M}
      <label>${y(`login.name`)}<input name="name" autocomplete="username" required /></label>
      <label>
        ${y(`login.password`)}
        <input name="password" type="password" autocomplete="current-password" required />
      </label>
      <div role="alert">
        ${this.failure===null?M:A`<p class="failed">${On(this.failure)}</p>`}
      </div>
      <button class="primary" ?disabled=${this.isBusy}>${y(`login.enter`)}</button>
    </form>`}firstUpdated(){this.learnSetup()}async learnSetup(){try{this.needsSetup=(await this.app.api.call(`GET /api/login`)).setup_needed}catch(e){this.failure=e}}};q([z({attribute:!1})],X.prototype,`app`,void 0),q([B()],X.prototype,`isBusy`,void 0),q([B()],X.prototype,`needsSetup`,void 0),q([B()],X.prototype,`failure`,void 0),X=q([R(`wf-login`)],X);async function mi(e,t){let{access_token:n}=await e.call(`POST /api/login`,{body:t}),r={Authorization:`Bearer ${n}`};await new u({headers:()=>r,refused:()=>void 0}).call(`POST /api/session`)}var hi=4,gi=class extends L{constructor(...e){super(...e),this.entry=null}static{this.styles=[G,K,x`
      :host {
        min-width: 0;
      }
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
      @media (min-width: 760px) and (max-width: 1439px) {
        .bar {
          gap: 0;
          overflow-x: auto;
          padding: 0.25rem;
        }
        .bar a {
          padding: 0 0.6rem;
          white-space: nowrap;
        }
        .bar .icon {
          display: none;
        }
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
    `]}updated(e){e.has(`entry`)&&this.menu?.hidePopover()}render(){let e=Yt.filter(e=>e.icon!==void 0),t=e.slice(hi);return A`
      <nav aria-label=${y(`nav.label`)}>
        <ul class="bar">
          ${e.map((e,t)=>A`<li class=${t<hi?``:`beyond`}>${this.renderLink(e)}</li>`)}
          ${t.length===0?M:A`<li class="more-item">
                  <button class="more" popovertarget="menu">${H(Be)}${y(`nav.more`)}</button>
                </li>`}
        </ul>
        <div id="menu" popover>${t.map(e=>this.renderLink(e))}</div>
      </nav>
    `}renderLink(e){let[t]=e.path.split(`/`),n=e===this.entry?`page`:M;return A`<a href=${t??``} aria-current=${n}>${H(e.icon??``)}${y(e.title)}</a>`}};q([z({attribute:!1})],gi.prototype,`entry`,void 0),q([V(`[popover]`)],gi.prototype,`menu`,void 0),gi=q([R(`wf-navigation`)],gi);var Z=class extends L{constructor(...e){super(...e),this.heading=``,this.text=``,this.icon=``}static{this.styles=[G,K,x`
      :host {
        display: grid;
        justify-items: center;
        gap: 0.75rem;
        max-width: 34rem;
        margin: 12vh auto;
        padding: 1.5rem;
        text-align: center;
      }
      .icon {
        width: 3rem;
        height: 3rem;
        color: var(--wf-muted);
      }
      p {
        margin: 0;
        color: var(--wf-muted);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        justify-content: center;
      }
    `]}render(){return A`
      ${this.icon===``?M:H(this.icon)}
      <h2>${this.heading}</h2>
      ${this.text===``?M:A`<p>${this.text}</p>`}
      <div class="actions"><slot></slot></div>
    `}};q([z()],Z.prototype,`heading`,void 0),q([z()],Z.prototype,`text`,void 0),q([z({attribute:!1})],Z.prototype,`icon`,void 0),Z=q([R(`wf-notice`)],Z);var _i=class extends L{static{this.styles=[G,K]}performUpdate(){try{super.performUpdate()}catch(e){this.dispatchEvent(new CustomEvent(`page-failed`,{detail:e,bubbles:!0,composed:!0}))}}};q([z({attribute:!1})],_i.prototype,`app`,void 0),q([z({attribute:!1})],_i.prototype,`place`,void 0);var Q=class extends L{constructor(...e){super(...e),this.online=!1,this.page=null,this.failure=null,this.shown=null,this.isFirst=!0,this.retry=()=>{this.page=null,this.shown!==null&&this.load(this.shown)}}static{this.styles=[G,K,x`
      :host {
        display: block;
      }
    `]}render(){return this.place.entry===null?this.renderMissing():this.failure===null?A`<div @page-failed=${this.failed}>${this.page}</div>`:this.renderFailure()}willUpdate(e){if(e.has(`online`)&&this.online&&this.failure!==null&&this.retry(),!e.has(`place`))return;let{entry:t,path:n}=this.place,r=n!==e.get(`place`)?.path;t===null?(this.page=this.shown=null,this.arrive(y(`missing.title`))):t===this.shown?this.page!==null&&(this.page.place=this.place,r&&this.arrive(y(t.title))):this.load(t)}async load(e){this.shown=e,this.failure=null;try{await Promise.all([e.load(),wn(e.sentences)])}catch(t){this.shown===e&&(this.failure=t);return}if(this.shown!==e)return;let t=document.createElement(e.tag);if(!(t instanceof _i))throw TypeError(`${e.tag} is no page`);t.app=this.app,t.place=this.place,this.page=t,await this.arrive(y(e.title))}async arrive(e){await this.updateComplete,await this.page?.updateComplete;let t=vi(this.renderRoot);document.title=`${t?.textContent.trim()??e} – TheWallflower`,this.isFirst?this.isFirst=!1:(scrollTo(0,0),this.focusHeading())}focusHeading(){let e=vi(this.renderRoot);e!==null&&(e.tabIndex=-1,e.focus({preventScroll:!0}))}failed(e){console.error(e.detail),this.failure=e.detail}renderMissing(){return A`
      <h1 class="hidden-text">${y(`missing.title`)}</h1>
      <wf-notice .icon=${dt} heading=${y(`missing.title`)} text=${y(`missing.text`)}>
        <a class="button primary" href="live">${y(`missing.home`)}</a>
      </wf-notice>
    `}renderFailure(){return A`
      <h1 class="hidden-text">${y(`failure.title`)}</h1>
      <wf-notice .icon=${me} heading=${y(`failure.title`)} text=${On(this.failure)}>
        <button class="primary" @click=${this.retry}>${y(`failure.retry`)}</button>
        <button @click=${()=>location.reload()}>${y(`failure.reload`)}</button>
      </wf-notice>
    `}};q([z({attribute:!1})],Q.prototype,`app`,void 0),q([z({attribute:!1})],Q.prototype,`place`,void 0),q([z({type:Boolean})],Q.prototype,`online`,void 0),q([B()],Q.prototype,`page`,void 0),q([B()],Q.prototype,`failure`,void 0),Q=q([R(`wf-outlet`)],Q);function vi(e){for(let t of e.querySelectorAll(`*`)){if(t.localName===`h1`)return t;let e=t.shadowRoot===null?null:vi(t.shadowRoot);if(e!==null)return e}return null}var yi=class extends L{constructor(...e){super(...e),this.app=null,this.watch=new m(this,()=>this.app===null?[]:[this.app.router.place,this.app.events.connection,this.app.refusal,this.app.me]),this.unhandled=e=>{i(e.reason)||this.app?.toasts.failed(e.reason)}}static{this.styles=[G,K,x`
      :host {
        display: grid;
        grid-template: auto auto 1fr / minmax(0, 1fr);
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
      .banner button {
        flex: none;
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
    `]}connectedCallback(){super.connectedCallback(),addEventListener(`unhandledrejection`,this.unhandled)}disconnectedCallback(){removeEventListener(`unhandledrejection`,this.unhandled),super.disconnectedCallback()}willUpdate(e){e.has(`app`)&&(this.watch.hostDisconnected(),this.watch.hostConnected())}render(){let{app:e}=this;if(e===null)return M;let t=e.router.place.get(),n=e.refusal.get()===`login`;return A`
      <button class="skip" @click=${()=>this.outlet?.focusHeading()}>${y(`nav.skip`)}</button>
      <header>
        <span class="brand">TheWallflower</span>
        <wf-navigation .entry=${t.entry}></wf-navigation>
        <wf-jobs-tray .app=${e}></wf-jobs-tray>
        ${this.renderLogout(e)}
      </header>
      ${this.renderBanner(e)}
      <main>
        ${n?A`<wf-login .app=${e} @entered=${()=>void this.entered(e)}></wf-login>`:M}
        ${n&&e.me.get()===null?M:A`<wf-outlet
                .app=${e}
                .place=${t}
                ?hidden=${n}
                ?online=${e.events.connection.get()===`online`}
              ></wf-outlet>`}
      </main>
      <wf-toasts .toasts=${e.toasts}></wf-toasts>
      <wf-leave-dialog .router=${e.router}></wf-leave-dialog>
    `}renderLogout(e){return e.me.get()?.name.startsWith(`user:`)??!1?A`<button class="plain round" aria-label=${y(`login.leave`)} title=${y(`login.leave`)} @click=${async()=>{await e.toasts.attempt(()=>e.api.call(`DELETE /api/session`))&&location.reload()}}>
      ${H(st)}
    </button>`:M}renderBanner(e){let t=e.refusal.get();return A`<div role="status">
      ${t===`gate`||t===null&&e.events.connection.get()===`offline`?A`<div class="banner">
              ${H(Pe)}<span>${y(t===`gate`?`offline.gate`:`offline.text`)}</span>
              <button @click=${()=>this.hurry(e)}>${y(`offline.retry`)}</button>
            </div>`:M}
    </div>`}hurry(e){e.events.hurry(),b(e)}async entered(e){let t=e.me.get(),n=await b(e);n===null||n.name!==t?.name||n.role!==t.role?(e.router.stop(),location.reload()):(e.events.hurry(),await this.updateComplete,this.outlet?.focusHeading())}};q([z({attribute:!1})],yi.prototype,`app`,void 0),q([V(`wf-outlet`)],yi.prototype,`outlet`,void 0),yi=q([R(`wf-app`)],yi);var bi=/^#([\da-f]{3,8})$/i,xi=/^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i;function Si(e){let t=wi(e.trim());if(t===null)return!1;let[n,r,i]=t.map(e=>Ci(e/255));return .2126*n+.7152*r+.0722*i<.179}function Ci(e){return e<=.04045?e/12.92:((e+.055)/1.055)**2.4}function wi(e){let t=xi.exec(e);if(t!==null)return t.slice(1,4).map(Number);let n=bi.exec(e)?.[1];if(n===void 0)return null;let r=n.length<6?1:2;return[0,1,2].map(e=>{let t=n.slice(e*r,(e+1)*r);return parseInt(r===1?t+t:t,16)})}var Ti={"--primary-color":`--wf-accent`,"--text-primary-color":`--wf-on-accent`,"--primary-background-color":`--wf-page`,"--card-background-color":`--wf-card`,"--primary-text-color":`--wf-text`,"--secondary-text-color":`--wf-muted`,"--divider-color":`--wf-line`},Ei=`--primary-background-color`;function Di(e){let t=Ai(),n=matchMedia(`(prefers-color-scheme: dark)`),r=()=>{let r=document.documentElement;r.dataset.theme=(t===null?null:ji(t))??(n.matches?`dark`:`light`),e()},i=new MutationObserver(r);return t!==null&&i.observe(t.documentElement,{attributes:!0,attributeFilter:[`style`,`class`]}),n.addEventListener(`change`,r),r(),()=>{i.disconnect(),n.removeEventListener(`change`,r)}}function Oi(e,t){let n=Ai(),r=e,i=()=>{let e=ki();e!==r&&(r=e,t(e))},a=new MutationObserver(i);return n!==null&&a.observe(n.documentElement,{attributes:!0,attributeFilter:[`lang`]}),addEventListener(`languagechange`,i),i(),()=>{a.disconnect(),removeEventListener(`languagechange`,i)}}function ki(){let e=Ai()?.documentElement.lang??``;return e===``?navigator.language:e}function Ai(){if(window.parent===window)return null;try{let{document:e}=window.parent;return e.querySelector(`home-assistant`)===null?null:e}catch{return null}}function ji(e){let t=getComputedStyle(e.documentElement),n=t.getPropertyValue(Ei).trim(),r=document.documentElement.style;for(let[e,n]of Object.entries(Ti)){let i=t.getPropertyValue(e).trim();i===``?r.removeProperty(n):r.setProperty(n,i)}return n===``?null:Si(n)?`dark`:`light`}var $=jn();Di(()=>$.theme.update(e=>e+1)),Mn($);var Mi=ki();await Sn(Mi);var Ni=document.querySelector(`wf-app`);Ni!==null&&(Ni.app=$),Oi(Mi,e=>{Sn(e).then(()=>{let e=document.createElement(`wf-app`);e.app=$,document.querySelector(`wf-app`)?.replaceWith(e)},e=>$.toasts.failed(e))});export{ge as $,St as $t,_r as A,Ze as At,Xt as B,ct as Bt,B as C,e as Cn,We as Ct,M as D,Je as Dt,L as E,qe as Et,fn as F,nt as Ft,ce as G,mt as Gt,ae as H,ut as Ht,ln as I,rt as It,de as J,_t as Jt,le as K,ht as Kt,cn as L,it as Lt,On as M,$e as Mt,v as N,et as Nt,j as O,Ye as Ot,y as P,tt as Pt,he as Q,xt as Qt,on as R,at as Rt,V as S,i as Sn,Ue as St,R as T,Ke as Tt,oe as U,ft as Ut,h as V,lt as Vt,se as W,pt as Wt,pe as X,yt as Xt,fe as Y,vt as Yt,me as Z,bt as Zt,Rr as _,Ut as _n,Le as _t,ci as a,kt as an,Ce as at,H as b,n as bn,Ve as bt,$r as c,Nt as cn,De as ct,ei as d,It as dn,Ae as dt,Ct as en,_e as et,ni as f,Lt as fn,je as ft,Hr as g,Ht as gn,Ie as gt,Gr as h,Vt as hn,Fe as ht,K as i,Ot as in,Se as it,x as j,Qe as jt,A as k,Xe as kt,ti as l,Pt as ln,Oe as lt,Yr as m,Bt as mn,Ne as mt,li as n,Et as nn,be as nt,G as o,jt as on,we as ot,ai as p,Rt as pn,Me as pt,ue as q,gt as qt,q as r,Dt as rn,xe as rt,si as s,Mt as sn,Te as st,_i as t,wt as tn,ve as tt,ii as u,Ft as un,ke as ut,zr as v,p as vn,Re as vt,z as w,Ge as wt,Ir as x,r as xn,He as xt,Lr as y,m as yn,ze as yt,g as z,ot as zt};