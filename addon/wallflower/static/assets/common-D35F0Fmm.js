import{C as e,D as t,E as n,M as r,N as i,O as a,P as o,Qt as s,S as c,T as l,V as ee,Xt as u,Z as d,_ as f,a as te,b as p,bn as ne,dn as re,f as ie,g as ae,h as m,i as h,j as g,k as _,o as v,pt as y,r as b,v as oe,vn as x,w as S,y as C}from"./shell-ByTqqPMM.js";var se=[[`terabyte`,0xe8d4a51000],[`gigabyte`,1e9],[`megabyte`,1e6],[`kilobyte`,1e3]];function ce(e){let[t,n]=se.find(([,t])=>e>=t)??[`byte`,1];return w(e/n,t,`short`,n===1?0:1)}function le(e){return w(e,`day`,`long`,+(e<10))}function ue(e,t=1){return new Intl.NumberFormat(i(),{maximumFractionDigits:t}).format(e)}function w(e,t,n,r){let a=e>=100?0:r;return new Intl.NumberFormat(i(),{style:`unit`,unit:t,unitDisplay:n,maximumFractionDigits:a}).format(e)}var T=f(class extends oe{constructor(e){if(super(e),e.type!==C.PROPERTY&&e.type!==C.ATTRIBUTE&&e.type!==C.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!ae(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[n]){if(n===a||n===t)return n;let r=e.element,i=e.name;if(e.type===C.PROPERTY){if(n===r[i])return a}else if(e.type===C.BOOLEAN_ATTRIBUTE){if(!!n===r.hasAttribute(i))return a}else if(e.type===C.ATTRIBUTE&&r.getAttribute(i)===n+``)return a;return m(e),n}});function E(e,t,n){return _`<option value=${e} .selected=${T(n)}>${t}</option>`}function D(e,t){return JSON.stringify(e)===JSON.stringify(t)}function O(e,t,n){let r=Object.keys(e).filter(n=>!D(e[n],t[n])).map(t=>[t,e[t]]);return{...n,...Object.fromEntries(r)}}function k(e){let t=e instanceof ne?e.problem:null;return{code:t?.code??null,message:r(e),field:t?.field??null}}function A(e,t){return e?.field===t||(e?.field?.startsWith(`${t}.`)??!1)}function j(e,t){return t.some(t=>A(e,t))}async function M(e){await e.updateComplete,e.renderRoot.querySelector(`[aria-invalid='true']`)?.focus()}var N=class extends n{constructor(...e){super(...e),this.told=null}static{this.styles=[v,g`
      :host {
        display: flex;
        gap: 0.6rem;
        padding: 0.65rem 0.85rem;
        border: 1px solid color-mix(in srgb, var(--wf-bad) 45%, var(--wf-line));
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-bad) 8%, var(--wf-card));
      }
      .icon {
        margin-top: 0.1rem;
        color: var(--wf-bad);
      }
      strong {
        display: block;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
    `]}connectedCallback(){super.connectedCallback(),this.setAttribute(`role`,`alert`)}updated(){this.told!==null&&P(this)&&this.scrollIntoView({block:`nearest`})}render(){if(this.told===null)return t;let{code:e,message:n}=this.told;return _`${p(d)}
      <p>${e===null?t:_`<strong>${o(`problem.${e}`)}</strong>`}${n}</p>`}};b([S({attribute:!1,hasChanged:(e,t)=>!D(e,t)})],N.prototype,`told`,void 0),N=b([l(`wf-problem`)],N);function P(e){for(let t=e;t!==null;t=t.parentNode??F(t))if(t instanceof Element&&t.localName===`wf-dialog`)return!0;return!1}function F(e){return e instanceof ShadowRoot?e.host:null}var I=[te,g`
    form,
    .stack {
      display: grid;
      gap: 1rem;
    }
    .card {
      display: grid;
      align-content: start;
      gap: 1rem;
      padding: 1rem;
      border: 1px solid var(--wf-line);
      border-radius: var(--wf-radius);
      background: var(--wf-card);
    }
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
      gap: 1rem;
      align-items: start;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem;
    }
    input,
    select,
    textarea {
      width: 100%;
      min-width: 0;
      border-color: var(--wf-muted);
    }
    textarea {
      padding: 0.6rem 0.75rem;
      resize: vertical;
    }
    input[type="checkbox"] {
      flex: none;
      width: 1.25rem;
      min-height: 1.25rem;
      margin: 0;
      accent-color: var(--wf-accent);
    }
    fieldset {
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 0.35rem;
      font-weight: 500;
    }
    [aria-invalid="true"] {
      border-color: var(--wf-bad);
    }
    .flaw {
      color: var(--wf-bad);
      font-size: 0.875rem;
      font-weight: 400;
      overflow-wrap: anywhere;
    }
    .hint {
      margin: 0;
      color: var(--wf-muted);
      font-size: 0.875rem;
      font-weight: 400;
      overflow-wrap: anywhere;
    }
  `];function L(e){let n=R(e.told??null,e.name??``);return _`<label>
    ${e.label}
    <input
      aria-invalid=${n===null?t:`true`}
      type=${e.type??`text`}
      autocomplete=${e.type===`password`?`new-password`:`off`}
      autocapitalize="off"
      dir="auto"
      spellcheck="false"
      placeholder=${e.placeholder??``}
      ?required=${e.required??!1}
      .value=${T(e.value)}
      @input=${t=>e.changed(t.target.value)}
    />
    ${n??V(e)}
  </label>`}function R(e,n){if(e===null||!A(e,n))return null;let{code:r}=e,i=r===null||r===`invalid_request`?t:_`<strong>${o(`problem.${r}`)}</strong> `;return _`<span class="flaw" role="alert">${i}${e.message.replace(`${e.field}: `,``)}</span>`}function z(e){return _`<label>
    ${e.label}
    <input
      type="number"
      inputmode="decimal"
      min=${e.min}
      max=${e.max}
      step=${e.step??1}
      placeholder=${e.placeholder??``}
      .value=${T(e.value===null?``:String(e.value))}
      @change=${t=>{let{valueAsNumber:n}=t.target;e.changed(Number.isNaN(n)?null:n)}}
    />
    ${V(e)}
  </label>`}function B(e){return _`<label>
    ${e.label}
    <select @change=${t=>e.changed(t.target.value)}>
      ${e.options.map(([t,n])=>E(t,n,t===e.value))}
    </select>
    ${V(e)}
  </label>`}function V(e){return e.hint===void 0?t:_`<span class="hint">${e.hint}</span>`}var H=class extends n{constructor(...e){super(...e),this.label=``,this.checked=!1,this.disabled=!1}static{this.styles=[v,g`
      label {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
        min-height: 2.75rem;
        cursor: pointer;
      }
      input {
        appearance: none;
        flex: none;
        width: 2.75rem;
        height: 1.6rem;
        margin: 0;
        border-radius: 999px;
        border: 1px solid var(--wf-muted);
        background: radial-gradient(circle at 0.75rem 50%, var(--wf-muted) 0.5rem, transparent 0.55rem);
        cursor: pointer;
      }
      input:checked {
        border-color: var(--wf-accent);
        background: radial-gradient(circle at calc(100% - 0.75rem) 50%, var(--wf-on-accent) 0.5rem, transparent 0.55rem)
          var(--wf-accent);
      }
      input:disabled {
        opacity: 0.5;
        cursor: default;
      }
    `]}render(){return _`<label>
      <span>${this.label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked=${this.checked}
        .checked=${T(this.checked)}
        ?disabled=${this.disabled}
        @change=${this.used}
      />
    </label>`}used(e){e.stopPropagation(),this.dispatchEvent(new Event(`change`)),this.requestUpdate()}};b([S()],H.prototype,`label`,void 0),b([S({type:Boolean})],H.prototype,`checked`,void 0),b([S({type:Boolean})],H.prototype,`disabled`,void 0),H=b([l(`wf-switch`)],H);var U=.02,de=.05;function W(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1,a=e[i];a!==void 0&&t(a)?n=i+1:r=i}return e[n-1]??e[0]??null}function G(e,t){let n=W(e,({programDateTime:e})=>(e??0)<=t);if(n?.programDateTime==null)return null;let r=Math.min(Math.max(0,(t-n.programDateTime)/1e3),n.duration-de);return n.start+r}function fe(e,t){let n=W(e,({start:e})=>e<=t+U);return n?.programDateTime==null?null:Math.round(n.programDateTime+Math.max(0,t-n.start)*1e3)}function pe(e){let t=[],n=0,r=null;for(let i of e.split(`
`)){let[,e,a=``]=/^#(EXT-X-PROGRAM-DATE-TIME|EXTINF):([^,]*)/.exec(i)??[];if(e===`EXT-X-PROGRAM-DATE-TIME`&&(r=Date.parse(a)),e!==`EXTINF`)continue;let o=Number(a);t.push({start:n,duration:o,programDateTime:r}),n+=o,r!==null&&(r+=o*1e3)}return t}var K=12,me=600,q=1e3,he=3,J=class{constructor(e,t=()=>void 0){this.video=e,this.finished=t,this.state=new x(`idle`),this.position=new x(null),this.playing=new x(!1),this.hls=null,this.entries=[],this.opening=0,this.openedMs=0,this.untilMs=null,this.rate=1,this.recoveries=0,this.stillS=null,this.listening=new AbortController,this.refused=()=>{this.hls===null&&this.state.get()===`ready`&&this.stillS===null&&this.showStills()},this.nextStill=()=>{let e=this.entries.at(-1);this.stillS!==null&&e!==void 0&&(this.goTo(this.stillS+this.rate*q/1e3),this.stillS>=e.start+e.duration&&this.finish())},this.moved=()=>{let e=this.state.get();if(e!==`ready`&&e!==`unplayable`)return;let t=fe(this.entries,this.timeS());t!==null&&this.position.set(t),this.awaitEnd()},this.toggled=()=>{this.stillS===null&&this.playing.set(!this.video.paused&&this.state.get()!==`idle`),this.awaitEnd()};let{signal:n}=this.listening;for(let t of[`timeupdate`,`seeking`])e.addEventListener(t,this.moved,{signal:n});for(let t of[`play`,`pause`,`emptied`])e.addEventListener(t,this.toggled,{signal:n});e.addEventListener(`ended`,()=>this.finish(),{signal:n}),e.addEventListener(`error`,this.refused,{signal:n})}async open(e,t,{isPlaying:n=!0,untilMs:r=null}={}){this.close();let i=this.opening;this.openedMs=t,this.untilMs=r,this.state.set(`loading`);let a=new URL(e,document.baseURI);a.searchParams.set(`at`,String(Math.round(t)));let{default:o}=await ee(async()=>{let{default:e}=await import(`./hls.light-B5YW9Yff.js`);return{default:e}},[],import.meta.url);i===this.opening&&(o.isSupported()?this.attach(o,a.href,n):await this.openNatively(a.href,n))}seek(e){let t=G(this.entries,e);return t!==null&&(this.untilMs=null,this.goTo(t),!0)}play(e=null){this.untilMs=e,this.stillS===null?(this.video.play().catch(()=>void 0),this.toggled()):this.playing.get()||(this.stills=setInterval(this.nextStill,q),this.playing.set(!0),this.awaitEnd())}pause(){clearTimeout(this.ending),clearInterval(this.stills),this.video.pause(),this.stillS===null?this.toggled():this.playing.set(!1)}toggle(){this.playing.get()?this.pause():this.play(this.untilMs)}step(e,t){this.pause(),this.goTo(this.timeS()+e/(t||25))}setRate(e){this.rate=e,this.video.defaultPlaybackRate=this.video.playbackRate=e,this.awaitEnd()}close(){this.opening++,clearTimeout(this.ending),clearInterval(this.stills),this.dropVideo(),this.entries=[],this.stillS=this.untilMs=null,this.recoveries=0,this.state.set(`idle`),this.playing.set(!1)}stop(){this.listening.abort(),this.close()}attach(e,t,n){let r=new e({maxBufferLength:K,backBufferLength:K,enableWorker:!1});this.hls=r,r.on(e.Events.LEVEL_LOADED,(e,{details:t})=>this.loaded(t.fragments,n)),r.on(e.Events.ERROR,(t,n)=>this.went(e,r,n)),r.loadSource(t),r.attachMedia(this.video)}async openNatively(e,t){let{opening:n,video:r}=this,{status:i,text:a}=await ge(e);if(n!==this.opening)return;if(i!==200){this.state.set(Y(i));return}let o=pe(a);o.length>0&&r.canPlayType(`application/vnd.apple.mpegurl`)!==``?(r.src=e,r.addEventListener(`loadedmetadata`,()=>this.goTo(G(o,this.openedMs)??0),{once:!0}),this.loaded(o,t)):(this.entries=o,this.showStills(t))}loaded(e,t){this.entries=e,this.state.set(e.length===0?`missing`:`ready`),t&&e.length>0&&this.play(this.untilMs)}went(e,t,n){let{details:r,fatal:i,type:a}=n,{ErrorDetails:o,ErrorTypes:s}=e;if(r===o.LEVEL_EMPTY_ERROR)this.give(`missing`);else if(r===o.BUFFER_ADD_CODEC_ERROR&&n.sourceBufferName!==`audio`)this.showStills();else if(i)a===s.MEDIA_ERROR?r===o.MANIFEST_INCOMPATIBLE_CODECS_ERROR?this.give(`unplayable`):r===o.BUFFER_INCOMPATIBLE_CODECS_ERROR||++this.recoveries>he?this.showStills():t.recoverMediaError():this.give(Y(n.response?.code));else return}give(e){this.dropVideo(),this.state.set(e)}showStills(e=!this.video.paused){this.dropVideo(),this.stillS=G(this.entries,this.openedMs),this.state.set(this.stillS===null?`missing`:`unplayable`),this.playing.set(!1),this.moved(),e&&this.stillS!==null&&this.play(this.untilMs)}timeS(){return this.stillS??this.video.currentTime}goTo(e){this.stillS===null?this.video.currentTime=e:(this.stillS=Math.max(0,e),this.moved())}awaitEnd(){if(clearTimeout(this.ending),this.untilMs===null||!this.playing.get())return;let e=G(this.entries,this.untilMs);if(e===null)return;let t=(e-this.timeS())*1e3/this.rate;t<=0?this.finish():t<me&&this.stillS===null&&(this.ending=setTimeout(()=>this.awaitEnd(),t))}finish(){this.untilMs=null,this.pause(),this.finished()}dropVideo(){this.hls?.destroy(),this.hls=null,this.video.removeAttribute(`src`),this.video.load()}};async function ge(e){try{let t=await fetch(e);return{status:t.status,text:await t.text()}}catch{return{status:0,text:``}}}function Y(e){return e===void 0||e===0?`offline`:e===404?`missing`:`failed`}var X=960,Z=1e3,_e=2e3,ve=10;function Q(e,t,n){let r=n=>e.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:{camera_id:t.id},query:{at:n,width:X}}),i=0,a=({target:e})=>{let t=e,a=t.src;i++>=ve||setTimeout(()=>{t.isConnected&&t.src===a&&(t.src=r(Math.floor(n)))},i===1?0:_e)},s=r(Math.floor(n/Z)*Z);return _`<img src=${s} alt=${o(`live.picture_of`,{name:t.name})} @error=${a} />`}var ye=3e5,$=class extends n{constructor(...e){super(...e),this.state=`idle`,this.positionMs=null,this.isPlaying=!1,this.player=null}static{this.styles=[v,h,g`
      :host {
        display: block;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      video,
      img {
        display: block;
        width: 100%;
        object-fit: contain;
        aspect-ratio: 16 / 9;
        background: #000;
      }
      p {
        margin: 0;
        padding: 0.5rem 0.75rem 0;
        color: var(--wf-muted);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem;
        padding: 0.25rem 0.25rem 0.25rem 0.75rem;
      }
      [hidden] {
        display: none;
      }
      .where {
        flex: 1;
        min-width: 8rem;
      }
    `]}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.play()}disconnectedCallback(){this.player?.stop(),this.player=null,super.disconnectedCallback()}updated(e){e.has(`moment`)&&this.play()}render(){let{camera_id:e,at_ms:n}=this.moment,r=this.app.cameras.find(e)?.name??o(`moment.gone_camera`),i=`${r}, ${ie(n)}`,a=this.state===`unplayable`;return _`
      <video ?hidden=${a} controls playsinline aria-label=${i}></video>
      ${a?Q(this.app,{id:e,name:r},this.positionMs??n):t}
      <div role="status">${this.renderState()}</div>
      <div class="bar">
        ${a?this.renderToggle():t}
        <span class="where">${i}</span>
        <a class="button plain" href="timeline/${encodeURIComponent(e)}?at=${Math.round(n)}">
          ${p(re)}${o(`moment.timeline`)}
        </a>
        <button
          class="plain round"
          aria-label=${o(`moment.close`)}
          @click=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
        >
          ${p(y)}
        </button>
      </div>
    `}renderState(){let{state:e}=this;return e===`offline`?_`<p>${o(`errors.offline`)}</p>`:e===`missing`||e===`failed`||e===`unplayable`?_`<p>${o(`moment.${e}`)}</p>`:t}renderToggle(){let e=this.isPlaying?o(`timeline.pause`):o(`timeline.play`);return _`<button class="plain round" aria-label=${e} @click=${()=>this.player?.toggle()}>
      ${p(this.isPlaying?u:s)}
    </button>`}play(){let{camera_id:e,at_ms:t}=this.moment,n=Math.round(t),r={camera_id:e,start_ms:n,end_ms:n+ye},i=this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:r});this.ensurePlayer().open(i,n)}ensurePlayer(){if(this.player!==null)return this.player;let e=this.player=new J(this.video);return e.state.subscribe(e=>this.state=e),e.position.subscribe(e=>this.positionMs=e),e.playing.subscribe(e=>this.isPlaying=e),e}};b([S({attribute:!1})],$.prototype,`app`,void 0),b([S({attribute:!1})],$.prototype,`moment`,void 0),b([e()],$.prototype,`state`,void 0),b([e()],$.prototype,`positionMs`,void 0),b([e()],$.prototype,`isPlaying`,void 0),b([c(`video`)],$.prototype,`video`,void 0),$=b([l(`wf-moment-player`)],$);function be({value:e,error:t},n,i){return e===null?t===null?_`<p role="status">${o(`loading`)}</p>`:_`<wf-notice .icon=${d} heading=${o(`failure.title`)} text=${r(t)}>
    <button class="primary" @click=${()=>void n()}>${o(`failure.retry`)}</button>
  </wf-notice>`:i(e)}export{ce as _,I as a,L as c,j as d,k as f,T as g,E as h,R as i,M as l,O as m,Q as n,z as o,D as p,J as r,B as s,be as t,A as u,le as v,ue as y};