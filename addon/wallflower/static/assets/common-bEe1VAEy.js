import{B as e,C as t,D as n,E as r,M as i,N as a,O as o,P as s,S as c,T as l,X as u,Yt as ee,Zt as te,_ as d,_n as f,a as p,b as m,f as h,ft as g,g as _,h as v,i as ne,j as y,k as b,o as x,r as S,un as C,v as re,w,y as T,yn as E}from"./shell-AMF1nHR0.js";var D=[[`terabyte`,0xe8d4a51000],[`gigabyte`,1e9],[`megabyte`,1e6],[`kilobyte`,1e3]];function ie(e){let[t,n]=D.find(([,t])=>e>=t)??[`byte`,1];return O(e/n,t,`short`,n===1?0:1)}function ae(e){return O(e,`day`,`long`,+(e<10))}function oe(e,t=1){return new Intl.NumberFormat(a(),{maximumFractionDigits:t}).format(e)}function O(e,t,n,r){let i=e>=100?0:r;return new Intl.NumberFormat(a(),{style:`unit`,unit:t,unitDisplay:n,maximumFractionDigits:i}).format(e)}var k=d(class extends re{constructor(e){if(super(e),e.type!==T.PROPERTY&&e.type!==T.ATTRIBUTE&&e.type!==T.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!_(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[t]){if(t===o||t===n)return t;let r=e.element,i=e.name;if(e.type===T.PROPERTY){if(t===r[i])return o}else if(e.type===T.BOOLEAN_ATTRIBUTE){if(!!t===r.hasAttribute(i))return o}else if(e.type===T.ATTRIBUTE&&r.getAttribute(i)===t+``)return o;return v(e),t}});function A(e){let t=e instanceof E?e.problem:null;return{code:t?.code??null,message:i(e),field:t?.field??null}}function j(e,t){return e?.field===t||(e?.field?.startsWith(`${t}.`)??!1)}async function M(e){await e.updateComplete,e.renderRoot.querySelector(`[aria-invalid='true']`)?.focus()}var N=class extends r{constructor(...e){super(...e),this.told=null}static{this.styles=[x,y`
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
    `]}connectedCallback(){super.connectedCallback(),this.setAttribute(`role`,`alert`)}updated(){this.told!==null&&this.scrollIntoView({block:`nearest`})}render(){if(this.told===null)return n;let{code:e,message:t}=this.told;return b`${m(u)}
      <p>${e===null?n:b`<strong>${s(`problem.${e}`)}</strong>`}${t}</p>`}};S([w({attribute:!1})],N.prototype,`told`,void 0),N=S([l(`wf-problem`)],N);var P=[p,y`
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
  `];function F(e){let t=I(e.told??null,e.name??``);return b`<label>
    ${e.label}
    <input
      aria-invalid=${t===null?n:`true`}
      type=${e.type??`text`}
      autocomplete=${e.type===`password`?`new-password`:`off`}
      autocapitalize="off"
      dir="auto"
      spellcheck="false"
      placeholder=${e.placeholder??``}
      ?required=${e.required??!1}
      .value=${k(e.value)}
      @input=${t=>e.changed(t.target.value)}
    />
    ${t??z(e)}
  </label>`}function I(e,t){if(e===null||!j(e,t))return null;let{code:r}=e,i=r===null||r===`invalid_request`?n:b`<strong>${s(`problem.${r}`)}</strong> `;return b`<span class="flaw" role="alert">${i}${e.message.replace(`${e.field}: `,``)}</span>`}function L(e){return b`<label>
    ${e.label}
    <input
      type="number"
      inputmode="decimal"
      min=${e.min}
      max=${e.max}
      step=${e.step??1}
      placeholder=${e.placeholder??``}
      .value=${k(e.value===null?``:String(e.value))}
      @change=${t=>{let{valueAsNumber:n}=t.target;e.changed(Number.isNaN(n)?null:n)}}
    />
    ${z(e)}
  </label>`}function R(e){return b`<label>
    ${e.label}
    <select @change=${t=>e.changed(t.target.value)}>
      ${e.options.map(([t,n])=>b`<option value=${t} .selected=${k(t===e.value)}>${n}</option>`)}
    </select>
    ${z(e)}
  </label>`}function z(e){return e.hint===void 0?n:b`<span class="hint">${e.hint}</span>`}var B=class extends r{constructor(...e){super(...e),this.label=``,this.checked=!1,this.disabled=!1}static{this.styles=[x,y`
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
    `]}render(){return b`<label>
      <span>${this.label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked=${this.checked}
        .checked=${k(this.checked)}
        ?disabled=${this.disabled}
        @change=${this.used}
      />
    </label>`}used(e){e.stopPropagation(),this.dispatchEvent(new Event(`change`)),this.requestUpdate()}};S([w()],B.prototype,`label`,void 0),S([w({type:Boolean})],B.prototype,`checked`,void 0),S([w({type:Boolean})],B.prototype,`disabled`,void 0),B=S([l(`wf-switch`)],B);var V=.02,H=.05;function U(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1,a=e[i];a!==void 0&&t(a)?n=i+1:r=i}return e[n-1]??e[0]??null}function W(e,t){let n=U(e,({programDateTime:e})=>(e??0)<=t);if(n?.programDateTime==null)return null;let r=Math.min(Math.max(0,(t-n.programDateTime)/1e3),n.duration-H);return n.start+r}function G(e,t){let n=U(e,({start:e})=>e<=t+V);return n?.programDateTime==null?null:Math.round(n.programDateTime+Math.max(0,t-n.start)*1e3)}function K(e){let t=[],n=0,r=null;for(let i of e.split(`
`)){let[,e,a=``]=/^#(EXT-X-PROGRAM-DATE-TIME|EXTINF):([^,]*)/.exec(i)??[];if(e===`EXT-X-PROGRAM-DATE-TIME`&&(r=Date.parse(a)),e!==`EXTINF`)continue;let o=Number(a);t.push({start:n,duration:o,programDateTime:r}),n+=o,r!==null&&(r+=o*1e3)}return t}var q=12,se=600,J=1e3,ce=3,Y=class{constructor(e,t=()=>void 0){this.video=e,this.finished=t,this.state=new f(`idle`),this.position=new f(null),this.playing=new f(!1),this.hls=null,this.entries=[],this.opening=0,this.openedMs=0,this.untilMs=null,this.rate=1,this.recoveries=0,this.stillS=null,this.listening=new AbortController,this.refused=()=>{this.hls===null&&this.state.get()===`ready`&&this.stillS===null&&this.showStills()},this.nextStill=()=>{let e=this.entries.at(-1);this.stillS!==null&&e!==void 0&&(this.goTo(this.stillS+this.rate*J/1e3),this.stillS>=e.start+e.duration&&this.finish())},this.moved=()=>{let e=this.state.get();if(e!==`ready`&&e!==`unplayable`)return;let t=G(this.entries,this.timeS());t!==null&&this.position.set(t),this.awaitEnd()},this.toggled=()=>{this.stillS===null&&this.playing.set(!this.video.paused&&this.state.get()!==`idle`),this.awaitEnd()};let{signal:n}=this.listening;for(let t of[`timeupdate`,`seeking`])e.addEventListener(t,this.moved,{signal:n});for(let t of[`play`,`pause`,`emptied`])e.addEventListener(t,this.toggled,{signal:n});e.addEventListener(`ended`,()=>this.finish(),{signal:n}),e.addEventListener(`error`,this.refused,{signal:n})}async open(t,n,{isPlaying:r=!0,untilMs:i=null}={}){this.close();let a=this.opening;this.openedMs=n,this.untilMs=i,this.state.set(`loading`);let o=new URL(t,document.baseURI);o.searchParams.set(`at`,String(Math.round(n)));let{default:s}=await e(async()=>{let{default:e}=await import(`./hls.light-B5YW9Yff.js`);return{default:e}},[],import.meta.url);a===this.opening&&(s.isSupported()?this.attach(s,o.href,r):await this.openNatively(o.href,r))}seek(e){let t=W(this.entries,e);return t!==null&&(this.untilMs=null,this.goTo(t),!0)}play(e=null){this.untilMs=e,this.stillS===null?(this.video.play().catch(()=>void 0),this.toggled()):this.playing.get()||(this.stills=setInterval(this.nextStill,J),this.playing.set(!0)),this.awaitEnd()}pause(){clearTimeout(this.ending),clearInterval(this.stills),this.video.pause(),this.stillS===null?this.toggled():this.playing.set(!1)}toggle(){this.playing.get()?this.pause():this.play(this.untilMs)}step(e,t){this.pause(),this.goTo(this.timeS()+e/(t||25))}setRate(e){this.rate=e,this.video.defaultPlaybackRate=this.video.playbackRate=e,this.awaitEnd()}close(){this.opening++,clearTimeout(this.ending),clearInterval(this.stills),this.dropVideo(),this.entries=[],this.stillS=this.untilMs=null,this.recoveries=0,this.state.set(`idle`),this.playing.set(!1)}stop(){this.listening.abort(),this.close()}attach(e,t,n){let r=new e({maxBufferLength:q,backBufferLength:q,enableWorker:!1});this.hls=r,r.on(e.Events.LEVEL_LOADED,(e,{details:t})=>this.loaded(t.fragments,n)),r.on(e.Events.ERROR,(t,n)=>this.went(e,r,n)),r.loadSource(t),r.attachMedia(this.video)}async openNatively(e,t){let{opening:n,video:r}=this,{status:i,text:a}=await le(e);if(n!==this.opening)return;if(i!==200){this.state.set(X(i));return}let o=K(a);o.length>0&&r.canPlayType(`application/vnd.apple.mpegurl`)!==``?(r.src=e,r.addEventListener(`loadedmetadata`,()=>this.goTo(W(o,this.openedMs)??0),{once:!0}),this.loaded(o,t)):(this.entries=o,this.showStills(t))}loaded(e,t){this.entries=e,this.state.set(e.length===0?`missing`:`ready`),t&&e.length>0&&this.play(this.untilMs)}went(e,t,n){let{details:r,fatal:i,type:a}=n,{ErrorDetails:o,ErrorTypes:s}=e;if(r===o.LEVEL_EMPTY_ERROR)this.give(`missing`);else if(r===o.BUFFER_ADD_CODEC_ERROR&&n.sourceBufferName!==`audio`)this.showStills();else if(i)a===s.MEDIA_ERROR?r===o.MANIFEST_INCOMPATIBLE_CODECS_ERROR?this.give(`unplayable`):r===o.BUFFER_INCOMPATIBLE_CODECS_ERROR||++this.recoveries>ce?this.showStills():t.recoverMediaError():this.give(X(n.response?.code));else return}give(e){this.dropVideo(),this.state.set(e)}showStills(e=!this.video.paused){this.dropVideo(),this.stillS=W(this.entries,this.openedMs),this.state.set(this.stillS===null?`missing`:`unplayable`),this.playing.set(!1),this.moved(),e&&this.stillS!==null&&this.play(this.untilMs)}timeS(){return this.stillS??this.video.currentTime}goTo(e){this.stillS===null?this.video.currentTime=e:(this.stillS=Math.max(0,e),this.moved())}awaitEnd(){if(clearTimeout(this.ending),this.untilMs===null||!this.playing.get())return;let e=W(this.entries,this.untilMs);if(e===null)return;let t=(e-this.timeS())*1e3/this.rate;t<=0?this.finish():t<se&&this.stillS===null&&(this.ending=setTimeout(()=>this.awaitEnd(),t))}finish(){this.untilMs=null,this.pause(),this.finished()}dropVideo(){this.hls?.destroy(),this.hls=null,this.video.removeAttribute(`src`),this.video.load()}};async function le(e){try{let t=await fetch(e);return{status:t.status,text:await t.text()}}catch{return{status:0,text:``}}}function X(e){return e===void 0||e===0?`offline`:e===404?`missing`:`failed`}var ue=960,Z=1e3,de=2e3,fe=10;function Q(e,t,n){let r=n=>e.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:{camera_id:t.id},query:{at:n,width:ue}}),i=0,a=({target:e})=>{let t=e,a=t.src;i++>=fe||setTimeout(()=>{t.isConnected&&t.src===a&&(t.src=r(Math.floor(n)))},i===1?0:de)},o=r(Math.floor(n/Z)*Z);return b`<img src=${o} alt=${s(`live.picture_of`,{name:t.name})} @error=${a} />`}var pe=3e5,$=class extends r{constructor(...e){super(...e),this.state=`idle`,this.positionMs=null,this.isPlaying=!1,this.player=null}static{this.styles=[x,ne,y`
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
    `]}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.play()}disconnectedCallback(){this.player?.stop(),this.player=null,super.disconnectedCallback()}updated(e){e.has(`moment`)&&this.play()}render(){let{camera_id:e,at_ms:t}=this.moment,r=this.app.cameras.find(e)?.name??s(`moment.gone_camera`),i=`${r}, ${h(t)}`,a=this.state===`unplayable`;return b`
      <video ?hidden=${a} controls playsinline aria-label=${i}></video>
      ${a?Q(this.app,{id:e,name:r},this.positionMs??t):n}
      <div role="status">${this.renderState()}</div>
      <div class="bar">
        ${a?this.renderToggle():n}
        <span class="where">${i}</span>
        <a class="button plain" href="timeline/${encodeURIComponent(e)}?at=${Math.round(t)}">
          ${m(C)}${s(`moment.timeline`)}
        </a>
        <button
          class="plain round"
          aria-label=${s(`moment.close`)}
          @click=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
        >
          ${m(g)}
        </button>
      </div>
    `}renderState(){let{state:e}=this;return e===`offline`?b`<p>${s(`errors.offline`)}</p>`:e===`missing`||e===`failed`||e===`unplayable`?b`<p>${s(`moment.${e}`)}</p>`:n}renderToggle(){let e=this.isPlaying?s(`timeline.pause`):s(`timeline.play`);return b`<button class="plain round" aria-label=${e} @click=${()=>this.player?.toggle()}>
      ${m(this.isPlaying?ee:te)}
    </button>`}play(){let{camera_id:e,at_ms:t}=this.moment,n=Math.round(t),r={camera_id:e,start_ms:n,end_ms:n+pe},i=this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:r});this.ensurePlayer().open(i,n)}ensurePlayer(){if(this.player!==null)return this.player;let e=this.player=new Y(this.video);return e.state.subscribe(e=>this.state=e),e.position.subscribe(e=>this.positionMs=e),e.playing.subscribe(e=>this.isPlaying=e),e}};S([w({attribute:!1})],$.prototype,`app`,void 0),S([w({attribute:!1})],$.prototype,`moment`,void 0),S([t()],$.prototype,`state`,void 0),S([t()],$.prototype,`positionMs`,void 0),S([t()],$.prototype,`isPlaying`,void 0),S([c(`video`)],$.prototype,`video`,void 0),$=S([l(`wf-moment-player`)],$);function me({value:e,error:t},n,r){return e===null?t===null?b`<p role="status">${s(`loading`)}</p>`:b`<wf-notice .icon=${u} heading=${s(`failure.title`)} text=${i(t)}>
    <button class="primary" @click=${()=>void n()}>${s(`failure.retry`)}</button>
  </wf-notice>`:r(e)}export{P as a,F as c,A as d,k as f,oe as h,I as i,M as l,ae as m,Q as n,L as o,ie as p,Y as r,R as s,me as t,j as u};