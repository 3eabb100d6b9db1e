import{Jt as e,O as t,Qt as n,R as r,S as i,St as a,T as o,Vt as s,_ as c,a as l,b as u,g as d,h as f,i as p,jt as m,n as h,qt as g,t as _,v,w as y,y as b}from"./page-DJZFONs4.js";import{t as x}from"./live-BqUjzsFT.js";import{t as ee}from"./notice-eorNQKlF.js";import{n as S,o as C,r as w,t as T}from"./format-DhcZkKys.js";import"./moment-player-W2vqe8E_.js";import{n as E,t as D}from"./query-Df4-SAIv.js";var O;function k(e){return(t,n)=>E(t,n,{get(){return(this.renderRoot??(O??=document.createDocumentFragment())).querySelectorAll(e)}})}var A=1e3;function j(e,t){let n=Array.from(e),r=[],i=(e,t,i)=>{let a=n.slice(e,t).join(``);a!==``&&r.push({text:a,isHit:i})},a=0;for(let e=0;e+1<t.length;e+=2){let[n=0,r=0]=t.slice(e,e+2);i(a,Math.max(a,n),!1),i(Math.max(a,n),r,!0),a=Math.max(a,r)}return i(a,n.length,!1),r}function M(e){return e.instants_ms[0]??e.start_ms}function N(e){return M(e)-A}function P(e,t,n){let r={ArrowDown:t+1,ArrowUp:t-1,Home:0,End:n-1},i=t<0&&e!==`ArrowDown`?void 0:r[e];return i===void 0||n===0?null:Math.min(i,n-1)}var F=[``,`hour`,`day`,`week`,`month`],I=[0,.5,.7,.9],L=36e5,R={hour:L,day:24*L,week:168*L,month:720*L};function z(e){let t=Number(e.get(`confidence`)??0);return{text:e.get(`q`)??``,camera:e.get(`camera`)??``,person:e.get(`person`)??``,range:F.find(t=>t===e.get(`range`))??``,confidence:I.includes(t)?t:0,order:e.get(`order`)===`best`?`best`:`newest`}}function B(e){let t=new URLSearchParams;e.text.trim()!==``&&t.set(`q`,e.text),e.camera!==``&&t.set(`camera`,e.camera),e.person!==``&&t.set(`person`,e.person),e.range!==``&&t.set(`range`,e.range),e.confidence>0&&t.set(`confidence`,String(e.confidence)),e.order!==`newest`&&t.set(`order`,e.order);let n=t.toString();return n===``?`search`:`search?${n}`}function V(e,t){let n=e.text.trim();return{text:n,camera_ids:e.camera===``?[]:[e.camera],speakers:e.person===``?[]:[e.person],start:e.range===``?null:t-R[e.range],least_confidence:e.confidence,order:n===``?`newest`:e.order}}var H=class extends b{constructor(...e){super(...e),this.cameras=[],this.people=[]}static{this.styles=[l,p,y`
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
        label:last-child:nth-child(odd) {
          grid-column: 1 / -1;
        }
      }
    `]}render(){let{camera:e,person:n,range:r,confidence:a,order:o}=this.value;return i`
      ${this.renderChoice(`camera`,e,[[``,t(`search.all_cameras`)],...this.cameras.map(U)])}
      ${this.renderChoice(`person`,n,[[``,t(`search.everybody`)],...this.people.map(U)])}
      ${this.renderChoice(`range`,r,F.map(e=>[e,t(`search.ranges.${e===``?`all`:e}`)]))}
      ${this.renderChoice(`confidence`,String(a),I.map(e=>[String(e),e===0?t(`search.any`):t(`search.least`,{share:C(e)})]))}
      ${this.renderChoice(`order`,o,[[`newest`,t(`search.orders.newest`)],[`best`,t(`search.orders.best`)]])}
    `}renderChoice(e,n,r){let a=t=>this.tell(e,t.target.value),o=r.some(([e])=>e===n)?r:[...r,[n,t(`search.gone`)]];return i`<label>
      ${t(`search.filter.${e}`)}
      <select @change=${a}>
        ${o.map(([e,t])=>i`<option value=${e} ?selected=${e===n}>${t}</option>`)}
      </select>
    </label>`}tell(e,t){let n={[e]:e===`confidence`?Number(t):t};this.dispatchEvent(new CustomEvent(`changed`,{detail:n}))}};h([c({attribute:!1})],H.prototype,`value`,void 0),h([c({attribute:!1})],H.prototype,`cameras`,void 0),h([c({attribute:!1})],H.prototype,`people`,void 0),H=h([v(`wf-search-filters`)],H);function U({id:e,name:t}){return[e,t]}var W=240,G=class extends b{static{this.styles=[l,y`
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
    `]}constructor(){super(),this.playing=!1,this.reachable=!1,this.hasPicture=!0,new e(this,()=>[this.app.cameras,this.app.people])}focus(){this.button.focus()}render(){let{line:e}=this,n=this.app.cameras.find(e.camera_id)?.name??t(`search.gone`);return i`
      <button
        tabindex=${this.reachable?0:-1}
        aria-current=${this.playing?`true`:u}
        @click=${()=>this.dispatchEvent(new CustomEvent(`play`))}
      >
        <span class="picture">
          ${this.hasPicture?i`<img alt="" loading="lazy" src=${this.thumbnail()} @error=${()=>this.hasPicture=!1} />`:u}
          ${f(m)}
        </span>
        <span>
          <span class="about">
            ${this.renderSpeaker()}${n} · ${S(e.start_ms)}, ${T(M(e))}${this.renderCertainty()}
          </span>
          <span class="text" dir="auto" lang=${e.language??u}
            >${j(e.text,e.highlights).map(({text:e,isHit:t})=>t?i`<mark>${e}</mark>`:e)}</span
          >
        </span>
      </button>
    `}renderSpeaker(){let{speaker:e,speaker_id:n}=this.line;if(e!==null){let t=this.app.people.find(e)?.name;return t===void 0?u:i`<span class="who"><bdi>${t}</bdi></span> · `}return n===null?u:i`<span class="who">${t(`search.unnamed`)}</span> · `}renderCertainty(){let{confidence:e}=this.line;return e===null?``:` · ${t(`search.certain`,{share:C(e)})}`}thumbnail(){let e={camera_id:this.line.camera_id},t={at:Math.round(M(this.line)),width:W};return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:e,query:t})}};h([c({attribute:!1})],G.prototype,`app`,void 0),h([c({attribute:!1})],G.prototype,`line`,void 0),h([c({type:Boolean})],G.prototype,`playing`,void 0),h([c({type:Boolean})],G.prototype,`reachable`,void 0),h([d()],G.prototype,`hasPicture`,void 0),h([D(`button`)],G.prototype,`button`,void 0),G=h([v(`wf-search-hit`)],G);var K=180,q=1500,J=50,Y={lines:[],cursor:null,backlogS:0,isLooking:!1,isKnown:!1,error:null},X=class extends g{constructor(e){super(Y),this.api=e,this.asking=null,this.pauseMs=K,this.query=null,this.askedMs=0,this.more=async()=>{let{cursor:e,isLooking:t}=this.get();e!==null&&!t&&await this.ask(e)},this.again=()=>{this.query!==null&&this.want(this.query,{atOnce:!0})}}want(e,{atOnce:t=!1}={}){this.query=e,clearTimeout(this.timer),this.asking?.abort(),this.update(e=>({...e,isLooking:!0,error:null})),this.timer=setTimeout(()=>void this.ask(null),t?0:this.pauseMs)}replace(e){this.update(t=>({...t,lines:t.lines.map(t=>t.id===e.id?e:t)}))}stop(){clearTimeout(this.timer),this.asking?.abort()}async ask(e){if(this.query===null)return;let t=this.asking=new AbortController;this.update(e=>({...e,isLooking:!0,error:null}));let r=performance.now();e===null&&(this.askedMs=Date.now());try{let n={...V(this.query,this.askedMs),limit:J,cursor:e},i=await this.api.call(`POST /api/transcripts/search`,{body:n,signal:t.signal});if(t.signal.aborted)return;this.pauseMs=Math.min(q,Math.max(K,performance.now()-r)),this.update(t=>({...Z(e===null?[]:t.lines,i),error:null}))}catch(e){if(t.signal.aborted||n(e))return;let r=e instanceof Error?e:Error(String(e));this.pauseMs=Math.min(q,this.pauseMs*2),this.update(e=>({...e,isLooking:!1,error:r}))}}};function Z(e,t){let n=new Set(e.map(({id:e})=>e));return{lines:[...e,...t.lines.filter(({id:e})=>!n.has(e))],cursor:t.cursor,backlogS:t.backlog_s,isLooking:!1,isKnown:!0}}var Q=y`
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
      grid-template-columns: minmax(0, 1fr) 26rem;
    }
  }
`,te=60,$=class extends _{static{this.styles=[..._.styles,p,Q]}constructor(){super(),this.playing=null,this.reached=0,this.leave=null,this.stopped=()=>{this.playing=null,this.hits[this.reached]?.focus()},this.pressedAnywhere=e=>{let t=e.composedPath()[0]instanceof HTMLInputElement;e.key!==`/`||t||e.ctrlKey||e.metaKey||e.altKey||(e.preventDefault(),this.field.select())},new e(this,()=>[this.app.cameras,this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want(),this.findings=new X(this.app.api),this.leave=this.findings.subscribe(()=>this.requestUpdate()),this.wanted=z(this.place.query),this.findings.want(this.wanted,{atOnce:!0}),addEventListener(`keydown`,this.pressedAnywhere)}disconnectedCallback(){removeEventListener(`keydown`,this.pressedAnywhere),this.findings.stop(),this.leave?.(),super.disconnectedCallback()}willUpdate(e){e.has(`place`)&&B(z(this.place.query))!==B(this.wanted)&&(this.wanted=z(this.place.query),this.findings.want(this.wanted,{atOnce:!0}))}render(){return i`
      <h1>${t(`nav.search`)}</h1>
      <form role="search" @submit=${this.submitted}>
        <div class="words">
          ${f(a)}
          <input
            type="search"
            autocomplete="off"
            enterkeyhint="search"
            maxlength="500"
            dir="auto"
            aria-label=${t(`search.label`)}
            placeholder=${t(`search.placeholder`)}
            .value=${x(this.wanted.text)}
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
    `}renderPlayer(){return this.playing===null?u:i`<wf-moment-player .app=${this.app} .moment=${this.playing.moment} @closed=${this.stopped}>
    </wf-moment-player>`}renderState(){let{lines:e,cursor:n,isLooking:r,isKnown:a,backlogS:o,error:s}=this.findings.get(),c={count:e.length},l=r?t(`search.looking`):!a||s!==null?``:t(n===null?`search.found`:`search.found_more`,c);return i`
      <p class="state" role="status">${l}</p>
      ${o<te?u:i`<p class="backlog">${t(`search.backlog`,{time:w(o*1e3)})}</p>`}
    `}renderFound(){let{lines:e,cursor:n,isLooking:r,isKnown:a,error:s}=this.findings.get();return s!==null&&e.length===0?this.renderFailure(s):a&&e.length===0&&!r?this.renderNone():i`
      <ol class="hits" aria-label=${t(`search.hits`)} aria-busy=${r}>
        ${ee(e,({id:e})=>e,(t,n)=>i`<li>
              <wf-search-hit
                .app=${this.app}
                .line=${t}
                ?playing=${this.playing?.line.id===t.id}
                ?reachable=${n===Math.min(this.reached,e.length-1)}
                @play=${()=>this.play(t,n)}
                @keydown=${e=>this.steer(e,n)}
              ></wf-search-hit>
            </li>`)}
      </ol>
      ${s===null?u:i`<p class="state" role="alert">${o(s)}</p>`}
      ${n===null?u:i`<button class="more" ?disabled=${r} @click=${()=>void this.findings.more()}>
              ${t(`search.more`)}
            </button>`}
    `}renderFailure(e){return i`<wf-notice .icon=${r} heading=${t(`search.failed`)} text=${o(e)}>
      <button class="primary" @click=${this.findings.again}>${t(`failure.retry`)}</button>
    </wf-notice>`}renderNone(){let e=B(this.wanted)!==`search`;return i`<wf-notice
      .icon=${s}
      heading=${t(e?`search.none`:`search.silence`)}
      text=${t(e?`search.none_text`:`search.silence_text`)}
    >
      ${e?i`<button @click=${()=>this.change(z(new URLSearchParams))}>${t(`search.clear`)}</button>`:u}
    </wf-notice>`}change(e){this.wanted={...this.wanted,...e},this.reached=0,this.findings.want(this.wanted,{atOnce:e.text===void 0}),this.app.router.go(B(this.wanted),{replace:!0})}play(e,t){this.reached=t,this.playing={line:e,moment:{camera_id:e.camera_id,at_ms:N(e)}}}submitted(e){e.preventDefault();let[t]=this.findings.get().lines;t!==void 0&&!this.findings.get().isLooking&&this.play(t,0)}steer(e,t){let n=P(e.key,t,this.hits.length);n!==null&&(e.preventDefault(),n<0?this.field.focus():(this.reached=n,this.hits[n]?.focus()))}};h([d()],$.prototype,`wanted`,void 0),h([d()],$.prototype,`playing`,void 0),h([d()],$.prototype,`reached`,void 0),h([D(`input`)],$.prototype,`field`,void 0),h([k(`wf-search-hit`)],$.prototype,`hits`,void 0),$=h([v(`wf-search-page`)],$);export{$ as SearchPage};