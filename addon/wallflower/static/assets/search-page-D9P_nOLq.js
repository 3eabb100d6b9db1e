import{A as e,D as t,Dt as n,E as r,Et as i,F as a,K as o,Lt as s,Mt as c,Nt as ee,S as l,_ as u,a as d,b as f,ct as te,g as p,gt as m,h,i as g,j as _,n as v,r as y,t as b,v as x,w as S,x as C,y as w}from"./page-D0ugUTSi.js";import{t as T}from"./live-DMzdybD9.js";import{t as E}from"./notice-fmxJEgTF.js";import{a as D,n as O,o as k,r as A,t as j}from"./format-D3oDhqzU.js";var M;function ne(e){return(t,n)=>u(t,n,{get(){return(this.renderRoot??(M??=document.createDocumentFragment())).querySelectorAll(e)}})}var re=class{constructor(e,t){this.video=e,this.told=t,this.hls=null,this.turn=0}async play(e){this.stop();let t=this.turn,{default:n}=await _(async()=>{let{default:e}=await import(`./hls.light-B5YW9Yff.js`);return{default:e}},[],import.meta.url);if(t===this.turn){if(n.isSupported())this.attach(n,e);else if(this.video.canPlayType(`application/vnd.apple.mpegurl`)!==``)this.video.src=e;else{this.told(`unplayable`);return}try{await this.video.play()}catch(e){if(!(e instanceof DOMException))throw e;return}t===this.turn&&this.told(`playing`)}}stop(){this.turn++,this.hls?.destroy(),this.hls=null,this.video.removeAttribute(`src`),this.video.load()}attach(e,t){let n=this.hls=new e({maxBufferLength:12,enableWorker:!1});n.on(e.Events.ERROR,(t,{fatal:n,type:r})=>{n&&this.told(r===e.ErrorTypes.MEDIA_ERROR?`unplayable`:`missing`)}),n.loadSource(t),n.attachMedia(this.video)}},N=3e5,P=class extends C{constructor(...e){super(...e),this.outcome=null,this.player=null}static{this.styles=[d,y,r`
      :host {
        display: block;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      video {
        display: block;
        width: 100%;
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
      .where {
        flex: 1;
        min-width: 8rem;
      }
    `]}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.play()}disconnectedCallback(){this.player?.stop(),super.disconnectedCallback()}updated(e){e.has(`moment`)&&this.play()}render(){let{camera_id:t,at_ms:r}=this.moment,i=`${this.app.cameras.find(t)?.name??e(`moment.gone_camera`)}, ${D(r)}`;return S`
      <video controls playsinline aria-label=${i}></video>
      <div role="status">
        ${this.outcome===`missing`||this.outcome===`unplayable`?S`<p>${e(`moment.${this.outcome}`)}</p>`:l}
      </div>
      <div class="bar">
        <span class="where">${i}</span>
        <a class="button plain" href="timeline/${encodeURIComponent(t)}?at=${Math.round(r)}">
          ${h(n)}${e(`nav.timeline`)}
        </a>
        <button
          class="plain round"
          aria-label=${e(`moment.close`)}
          @click=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
        >
          ${h(o)}
        </button>
      </div>
    `}play(){this.outcome=null,this.player??=new re(this.video,e=>this.outcome=e);let{camera_id:e,at_ms:t}=this.moment,n=Math.round(t),r={camera_id:e,start_ms:n,end_ms:n+N};this.player.play(this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:r}))}};v([w({attribute:!1})],P.prototype,`app`,void 0),v([w({attribute:!1})],P.prototype,`moment`,void 0),v([x()],P.prototype,`outcome`,void 0),v([p(`video`)],P.prototype,`video`,void 0),P=v([f(`wf-moment-player`)],P);var F=1e3;function I(e,t){let n=Array.from(e),r=[],i=(e,t,i)=>{let a=n.slice(e,t).join(``);a!==``&&r.push({text:a,isHit:i})},a=0;for(let e=0;e+1<t.length;e+=2){let[n=0,r=0]=t.slice(e,e+2);i(a,Math.max(a,n),!1),i(Math.max(a,n),r,!0),a=Math.max(a,r)}return i(a,n.length,!1),r}function L(e){return e.instants_ms[0]??e.start_ms}function R(e){return L(e)-F}function z(e,t,n){let r={ArrowDown:t+1,ArrowUp:t-1,Home:0,End:n-1},i=t<0&&e!==`ArrowDown`?void 0:r[e];return i===void 0||n===0?null:Math.min(i,n-1)}var B=[``,`hour`,`day`,`week`,`month`],V=[0,.5,.7,.9],H=36e5,U={hour:H,day:24*H,week:168*H,month:720*H};function W(e){let t=Number(e.get(`confidence`)??0);return{text:e.get(`q`)??``,camera:e.get(`camera`)??``,person:e.get(`person`)??``,range:B.find(t=>t===e.get(`range`))??``,confidence:V.includes(t)?t:0,order:e.get(`order`)===`best`?`best`:`newest`}}function G(e){let t=new URLSearchParams;e.text.trim()!==``&&t.set(`q`,e.text),e.camera!==``&&t.set(`camera`,e.camera),e.person!==``&&t.set(`person`,e.person),e.range!==``&&t.set(`range`,e.range),e.confidence>0&&t.set(`confidence`,String(e.confidence)),e.order!==`newest`&&t.set(`order`,e.order);let n=t.toString();return n===``?`search`:`search?${n}`}function K(e,t){let n=e.text.trim();return{text:n,camera_ids:e.camera===``?[]:[e.camera],speakers:e.person===``?[]:[e.person],start:e.range===``?null:t-U[e.range],least_confidence:e.confidence,order:n===``?`newest`:e.order}}var q=class extends C{constructor(...e){super(...e),this.cameras=[],this.people=[]}static{this.styles=[d,g,r`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(9.5rem, 100%), 1fr));
        gap: 0.75rem;
      }
      label {
        font-size: 0.85rem;
      }
      select {
        width: 100%;
        font-size: 1rem;
      }
      @media (max-width: 759px) {
        :host {
          grid-template-columns: 1fr 1fr;
        }
      }
    `]}render(){let{camera:t,person:n,range:r,confidence:i,order:a}=this.value;return S`
      ${this.renderChoice(`camera`,t,[[``,e(`search.all_cameras`)],...this.cameras.map(J)])}
      ${this.renderChoice(`person`,n,[[``,e(`search.everybody`)],...this.people.map(J)])}
      ${this.renderChoice(`range`,r,B.map(t=>[t,e(`search.ranges.${t===``?`all`:t}`)]))}
      ${this.renderChoice(`confidence`,String(i),V.map(t=>[String(t),t===0?e(`search.any`):e(`search.least`,{share:k(t)})]))}
      ${this.renderChoice(`order`,a,[[`newest`,e(`search.orders.newest`)],[`best`,e(`search.orders.best`)]])}
    `}renderChoice(t,n,r){let i=e=>this.tell(t,e.target.value),a=r.some(([e])=>e===n)?r:[...r,[n,e(`search.gone`)]];return S`<label>
      ${e(`search.filter.${t}`)}
      <select @change=${i}>
        ${a.map(([e,t])=>S`<option value=${e} ?selected=${e===n}>${t}</option>`)}
      </select>
    </label>`}tell(e,t){let n={[e]:e===`confidence`?Number(t):t};this.dispatchEvent(new CustomEvent(`changed`,{detail:n}))}};v([w({attribute:!1})],q.prototype,`value`,void 0),v([w({attribute:!1})],q.prototype,`cameras`,void 0),v([w({attribute:!1})],q.prototype,`people`,void 0),q=v([f(`wf-search-filters`)],q);function J({id:e,name:t}){return[e,t]}var Y=240,X=class extends C{constructor(...e){super(...e),this.playing=!1,this.reachable=!1,this.hasPicture=!0}static{this.styles=[d,r`
      :host {
        display: block;
      }
      button {
        display: grid;
        grid-template-columns: 7.5rem 1fr;
        gap: 0.9rem;
        width: 100%;
        padding: 0.5rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      button:hover {
        background: color-mix(in srgb, var(--wf-text) 4%, var(--wf-card));
      }
      button[aria-current] {
        border-color: var(--wf-accent);
        box-shadow: inset 0 0 0 1px var(--wf-accent);
      }
      .picture {
        position: relative;
        display: grid;
        place-items: center;
        aspect-ratio: 16 / 9;
        overflow: hidden;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-text) 12%, var(--wf-card));
        color: var(--wf-muted);
      }
      img {
        position: absolute;
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .picture .icon {
        z-index: 1;
        padding: 0.15rem;
        width: 1.6rem;
        height: 1.6rem;
        border-radius: 50%;
        background: var(--wf-card);
        color: var(--wf-text);
      }
      .text {
        display: block;
        overflow-wrap: anywhere;
      }
      .about {
        display: block;
        margin-bottom: 0.15rem;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
      .who {
        color: var(--wf-text);
        font-weight: 600;
      }
      mark {
        border-radius: 3px;
        background: color-mix(in srgb, var(--wf-warn) 30%, transparent);
        color: inherit;
        font-weight: 600;
      }
      @media (max-width: 759px) {
        button {
          grid-template-columns: 5rem 1fr;
          gap: 0.65rem;
        }
      }
    `]}focus(){this.button.focus()}render(){let{line:t}=this,n=this.app.cameras.find(t.camera_id)?.name??e(`search.gone`);return S`
      <button
        tabindex=${this.reachable?0:-1}
        aria-current=${this.playing?`true`:l}
        @click=${()=>this.dispatchEvent(new CustomEvent(`play`))}
      >
        <span class="picture">
          ${this.hasPicture?S`<img alt="" loading="lazy" src=${this.thumbnail()} @error=${()=>this.hasPicture=!1} />`:l}
          ${h(m)}
        </span>
        <span>
          <span class="about">
            ${this.renderSpeaker()}${n} · ${O(t.start_ms)}, ${j(L(t))}${this.renderCertainty()}
          </span>
          <span class="text" dir="auto" lang=${t.language??l}
            >${I(t.text,t.highlights).map(({text:e,isHit:t})=>t?S`<mark>${e}</mark>`:e)}</span
          >
        </span>
      </button>
    `}renderSpeaker(){let{speaker:t,speaker_id:n}=this.line;if(t!==null){let e=this.app.people.find(t)?.name;return e===void 0?l:S`<span class="who"><bdi>${e}</bdi></span> · `}return n===null?l:S`<span class="who">${e(`search.unnamed`)}</span> · `}renderCertainty(){let{confidence:t}=this.line;return t===null?``:` · ${e(`search.certain`,{share:k(t)})}`}thumbnail(){let e={camera_id:this.line.camera_id},t={at:Math.round(L(this.line)),width:Y};return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:e,query:t})}};v([w({attribute:!1})],X.prototype,`app`,void 0),v([w({attribute:!1})],X.prototype,`line`,void 0),v([w({type:Boolean})],X.prototype,`playing`,void 0),v([w({type:Boolean})],X.prototype,`reachable`,void 0),v([x()],X.prototype,`hasPicture`,void 0),v([p(`button`)],X.prototype,`button`,void 0),X=v([f(`wf-search-hit`)],X);var Z=180,Q=1500,ie=50,ae={lines:[],cursor:null,backlogS:0,isLooking:!1,isKnown:!1,error:null},oe=class extends c{constructor(e){super(ae),this.api=e,this.asking=null,this.pauseMs=Z,this.query=null,this.askedMs=0,this.more=async()=>{let{cursor:e,isLooking:t}=this.get();e!==null&&!t&&await this.ask(e)},this.again=()=>{this.query!==null&&this.want(this.query,{atOnce:!0})}}want(e,{atOnce:t=!1}={}){this.query=e,clearTimeout(this.timer),this.asking?.abort(),this.update(e=>({...e,isLooking:!0,error:null})),this.timer=setTimeout(()=>void this.ask(null),t?0:this.pauseMs)}replace(e){this.update(t=>({...t,lines:t.lines.map(t=>t.id===e.id?e:t)}))}stop(){clearTimeout(this.timer),this.asking?.abort()}async ask(e){if(this.query===null)return;let t=this.asking=new AbortController;this.update(e=>({...e,isLooking:!0,error:null}));let n=performance.now();e===null&&(this.askedMs=Date.now());try{let r={...K(this.query,this.askedMs),limit:ie,cursor:e},i=await this.api.call(`POST /api/transcripts/search`,{body:r,signal:t.signal});if(t.signal.aborted)return;this.pauseMs=Math.min(Q,Math.max(Z,performance.now()-n)),this.update(t=>({...se(e===null?[]:t.lines,i),error:null}))}catch(e){if(t.signal.aborted||s(e))return;let n=e instanceof Error?e:Error(String(e));this.pauseMs=Math.min(Q,this.pauseMs*2),this.update(e=>({...e,isLooking:!1,error:n}))}}};function se(e,t){let n=new Set(e.map(({id:e})=>e));return{lines:[...e,...t.lines.filter(({id:e})=>!n.has(e))],cursor:t.cursor,backlogS:t.backlog_s,isLooking:!1,isKnown:!0}}var ce=r`
  :host {
    display: block;
    max-width: 80rem;
    margin: 0 auto;
  }
  form {
    display: grid;
    gap: 0.9rem;
    margin: 1rem 0 0.5rem;
  }
  .words {
    position: relative;
  }
  .words .icon {
    position: absolute;
    top: 0.85rem;
    left: 0.9rem;
    color: var(--wf-muted);
    pointer-events: none;
  }
  .words input {
    width: 100%;
    min-height: 3rem;
    padding-inline-start: 2.75rem;
    border-radius: 999px;
  }
  .columns {
    display: grid;
    gap: 1rem;
    align-items: start;
  }
  .columns > * {
    min-width: 0;
  }
  .state,
  .backlog {
    min-height: 1.5rem;
    margin: 0.25rem 0 0.5rem;
    color: var(--wf-muted);
  }
  .backlog {
    padding: 0.5rem 0.75rem;
    border-radius: 8px;
    background: color-mix(in srgb, var(--wf-warn) 14%, var(--wf-card));
    color: var(--wf-text);
  }
  .hits {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .more {
    display: flex;
    margin: 1rem auto 0;
  }
  wf-moment-player {
    position: sticky;
    z-index: 5;
    top: 0;
  }
  @media (min-width: 1000px) {
    wf-moment-player {
      top: 4.5rem;
      order: 1;
    }
    .columns:has(wf-moment-player) {
      grid-template-columns: 1fr 26rem;
    }
  }
`,le=60,$=class extends b{static{this.styles=[...b.styles,g,ce]}constructor(){super(),this.playing=null,this.reached=0,this.leave=null,this.stopped=()=>{this.playing=null,this.hits[this.reached]?.focus()},this.pressedAnywhere=e=>{let t=e.composedPath()[0]instanceof HTMLInputElement;e.key!==`/`||t||e.ctrlKey||e.metaKey||e.altKey||(e.preventDefault(),this.field.select())},new ee(this,()=>[this.app.cameras,this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want(),this.findings=new oe(this.app.api),this.leave=this.findings.subscribe(()=>this.requestUpdate()),this.wanted=W(this.place.query),this.findings.want(this.wanted,{atOnce:!0}),addEventListener(`keydown`,this.pressedAnywhere)}disconnectedCallback(){removeEventListener(`keydown`,this.pressedAnywhere),this.findings.stop(),this.leave?.(),super.disconnectedCallback()}willUpdate(e){e.has(`place`)&&G(W(this.place.query))!==G(this.wanted)&&(this.wanted=W(this.place.query),this.findings.want(this.wanted,{atOnce:!0}))}render(){return S`
      <h1>${e(`nav.search`)}</h1>
      <form role="search" @submit=${this.submitted}>
        <div class="words">
          ${h(te)}
          <input
            type="search"
            autocomplete="off"
            enterkeyhint="search"
            maxlength="500"
            dir="auto"
            aria-label=${e(`search.label`)}
            placeholder=${e(`search.placeholder`)}
            .value=${T(this.wanted.text)}
            @input=${()=>this.change({text:this.field.value})}
            @keydown=${e=>this.steer(e,-1)}
          />
        </div>
        <wf-search-filters
          .value=${this.wanted}
          .cameras=${this.app.cameras.get().value??[]}
          .people=${this.app.people.get().value??[]}
          @changed=${e=>this.change(e.detail)}
        ></wf-search-filters>
      </form>
      <div class="columns">
        ${this.renderPlayer()}
        <div>${this.renderState()} ${this.renderFound()}</div>
      </div>
    `}renderPlayer(){return this.playing===null?l:S`<wf-moment-player .app=${this.app} .moment=${this.playing.moment} @closed=${this.stopped}>
    </wf-moment-player>`}renderState(){let{lines:t,cursor:n,isLooking:r,isKnown:i,backlogS:a,error:o}=this.findings.get(),s={count:t.length},c=r?e(`search.looking`):!i||o!==null?``:e(n===null?`search.found`:`search.found_more`,s);return S`
      <p class="state" role="status">${c}</p>
      ${a<le?l:S`<p class="backlog">${e(`search.backlog`,{time:A(a*1e3)})}</p>`}
    `}renderFound(){let{lines:n,cursor:r,isLooking:i,isKnown:a,error:o}=this.findings.get();return o!==null&&n.length===0?this.renderFailure(o):a&&n.length===0&&!i?this.renderNone():S`
      <ol class="hits" aria-label=${e(`search.hits`)} aria-busy=${i}>
        ${E(n,({id:e})=>e,(e,t)=>S`<li>
              <wf-search-hit
                .app=${this.app}
                .line=${e}
                ?playing=${this.playing?.line.id===e.id}
                ?reachable=${t===Math.min(this.reached,n.length-1)}
                @play=${()=>this.play(e,t)}
                @keydown=${e=>this.steer(e,t)}
              ></wf-search-hit>
            </li>`)}
      </ol>
      ${o===null?l:S`<p class="state" role="alert">${t(o)}</p>`}
      ${r===null?l:S`<button class="more" ?disabled=${i} @click=${()=>void this.findings.more()}>
              ${e(`search.more`)}
            </button>`}
    `}renderFailure(n){return S`<wf-notice .icon=${a} heading=${e(`search.failed`)} text=${t(n)}>
      <button class="primary" @click=${this.findings.again}>${e(`failure.retry`)}</button>
    </wf-notice>`}renderNone(){let t=G(this.wanted)!==`search`;return S`<wf-notice
      .icon=${i}
      heading=${e(t?`search.none`:`search.silence`)}
      text=${e(t?`search.none_text`:`search.silence_text`)}
    >
      ${t?S`<button @click=${()=>this.change(W(new URLSearchParams))}>${e(`search.clear`)}</button>`:l}
    </wf-notice>`}change(e){this.wanted={...this.wanted,...e},this.reached=0,this.findings.want(this.wanted,{atOnce:e.text===void 0}),this.app.router.go(G(this.wanted),{replace:!0})}play(e,t){this.reached=t,this.playing={line:e,moment:{camera_id:e.camera_id,at_ms:R(e)}}}submitted(e){e.preventDefault();let[t]=this.findings.get().lines;t!==void 0&&!this.findings.get().isLooking&&this.play(t,0)}steer(e,t){let n=z(e.key,t,this.hits.length);n!==null&&(e.preventDefault(),n<0?this.field.focus():(this.reached=n,this.hits[n]?.focus()))}};v([x()],$.prototype,`wanted`,void 0),v([x()],$.prototype,`playing`,void 0),v([x()],$.prototype,`reached`,void 0),v([p(`input`)],$.prototype,`field`,void 0),v([ne(`wf-search-hit`)],$.prototype,`hits`,void 0),$=v([f(`wf-search-page`)],$);export{$ as SearchPage};