const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./export-dialog-K4bMuC4B.js","./export-dialog-68XBaeJq.js","./decorate-DQJKDT0g.js","./amounts-sCo6Hd8J.js","./format-CJvLajJV.js","./dialog-CIG-yMuu.js","./query-Df4-SAIv.js","./problem-BRJCmJVL.js","./live-CrrAUlXW.js","./switch-D5yfH_l7.js"])))=>i.map(i=>d[i]);
import{C as e,O as t,Wt as n,_ as r,ct as i,g as a,gn as o,h as s,i as c,in as l,jt as u,k as d,m as f,r as p,t as m,v as h,w as g,x as _,y as v,z as y}from"./decorate-DQJKDT0g.js";import{t as b}from"./live-CrrAUlXW.js";import{t as x}from"./query-Df4-SAIv.js";import{t as S}from"./query-all-BOF-gqtH.js";import{t as C}from"./notice-C2iW6REb.js";import{n as w,o as T,r as E,t as D}from"./format-CJvLajJV.js";import{t as O}from"./rights-KL0q-kIB.js";import{n as k,t as A}from"./store-D0-sJLqh.js";import"./moment-player-DevRIBjm.js";import{t as j}from"./page-reyvvdgm.js";var M=1e3,N=3e3;function ee(e,t){let n=Array.from(e),r=[],i=(e,t,i)=>{let a=n.slice(e,t).join(``);a!==``&&r.push({text:a,isHit:i})},a=0;for(let e=0;e+1<t.length;e+=2){let[o=0,s=0]=t.slice(e,e+2),c=Math.max(a,o),l=r.at(-1);l?.isHit&&P(n.slice(a,c))?r[r.length-1]={text:l.text+n.slice(a,Math.max(c,s)).join(``),isHit:!0}:(i(a,c,!1),i(c,s,!0)),a=Math.max(a,s)}return i(a,n.length,!1),r}function P(e){return e.join(``).trim()===``}function F(e){return e.instants_ms[0]??e.start_ms}function I(e){return F(e)-M}function L({start_ms:e,end_ms:t}){return{startMs:Math.round(e-N),endMs:Math.round(t+N)}}function R(e,t,n){let r={ArrowDown:t+1,ArrowUp:t-1,Home:0,End:n-1},i=t<0&&e!==`ArrowDown`?void 0:r[e];return i===void 0||n===0?null:Math.min(i,n-1)}var z=[``,`hour`,`day`,`week`,`month`],B=[0,.5,.7,.9],V=36e5,H={hour:V,day:24*V,week:168*V,month:720*V};function U(e){let t=Number(e.get(`confidence`)??0);return{text:e.get(`q`)??``,camera:e.get(`camera`)??``,person:e.get(`person`)??``,range:z.find(t=>t===e.get(`range`))??``,confidence:B.includes(t)?t:0,order:e.get(`order`)===`best`?`best`:`newest`}}function W(e){let t=new URLSearchParams;e.text.trim()!==``&&t.set(`q`,e.text),e.camera!==``&&t.set(`camera`,e.camera),e.person!==``&&t.set(`person`,e.person),e.range!==``&&t.set(`range`,e.range),e.confidence>0&&t.set(`confidence`,String(e.confidence)),e.order!==`newest`&&t.set(`order`,e.order);let n=t.toString();return n===``?`search`:`search?${n}`}function G(e,t){let n=e.text.trim();return{text:n,camera_ids:e.camera===``?[]:[e.camera],speakers:e.person===``?[]:[e.person],start:e.range===``?null:t-H[e.range],least_confidence:e.confidence,order:n===``?`newest`:e.order}}var K=class extends h{constructor(...e){super(...e),this.cameras=[],this.people=[]}static{this.styles=[c,p,e`
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
    `]}render(){let{camera:e,person:n,range:r,confidence:i,order:a}=this.value;return _`
      ${this.renderChoice(`camera`,e,[[``,t(`search.all_cameras`)],...this.cameras.map(q)])}
      ${this.renderChoice(`person`,n,[[``,t(`search.everybody`)],...this.people.map(q)])}
      ${this.renderChoice(`range`,r,z.map(e=>[e,t(`search.ranges.${e===``?`all`:e}`)]))}
      ${this.renderChoice(`confidence`,String(i),B.map(e=>[String(e),e===0?t(`search.any`):t(`search.least`,{share:T(e)})]))}
      ${this.renderChoice(`order`,a,[[`newest`,t(`search.orders.newest`)],[`best`,t(`search.orders.best`)]])}
    `}renderChoice(e,n,r){let i=t=>this.tell(e,t.target.value),a=r.some(([e])=>e===n)?r:[...r,[n,t(`search.gone`)]];return _`<label>
      ${t(`search.filter.${e}`)}
      <select @change=${i}>
        ${a.map(([e,t])=>_`<option value=${e} ?selected=${e===n}>${t}</option>`)}
      </select>
    </label>`}tell(e,t){let n={[e]:e===`confidence`?Number(t):t};this.dispatchEvent(new CustomEvent(`changed`,{detail:n}))}};m([a({attribute:!1})],K.prototype,`value`,void 0),m([a({attribute:!1})],K.prototype,`cameras`,void 0),m([a({attribute:!1})],K.prototype,`people`,void 0),K=m([r(`wf-search-filters`)],K);function q({id:e,name:t}){return[e,t]}var J=240,Y=class extends h{static{this.styles=[c,e`
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
    `]}constructor(){super(),this.playing=!1,this.reachable=!1,this.hasPicture=!0,new k(this,()=>[this.app.cameras,this.app.people])}focus(){this.button.focus()}render(){let{line:e}=this,r=this.app.cameras.find(e.camera_id)?.name??t(`search.gone`);return _`
      <button
        tabindex=${this.reachable?0:-1}
        aria-current=${this.playing?`true`:v}
        @click=${()=>this.dispatchEvent(new CustomEvent(`play`))}
      >
        <span class="picture">
          ${this.hasPicture?_`<img alt="" loading="lazy" src=${this.thumbnail()} @error=${()=>this.hasPicture=!1} />`:v}
          ${f(n)}
        </span>
        <span>
          <span class="about">
            ${this.renderSpeaker()}<bdi>${r}</bdi> · ${w(e.start_ms)},
            ${D(F(e))}${this.renderCertainty()}
          </span>
          <span class="text" dir="auto" lang=${e.language??v}
            >${ee(e.text,e.highlights).map(({text:e,isHit:t})=>t?_`<mark>${e}</mark>`:e)}</span
          >
        </span>
      </button>
    `}renderSpeaker(){let{speaker:e,speaker_id:n}=this.line;if(e!==null){let t=this.app.people.find(e)?.name;return t===void 0?v:_`<span class="who"><bdi>${t}</bdi></span> · `}return n===null?v:_`<span class="who">${t(`search.unnamed`)}</span> · `}renderCertainty(){let{confidence:e}=this.line;return e===null?``:` · ${t(`search.certain`,{share:T(e)})}`}thumbnail(){let e={camera_id:this.line.camera_id},t={at:Math.round(F(this.line)),width:J};return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:e,query:t})}};m([a({attribute:!1})],Y.prototype,`app`,void 0),m([a({attribute:!1})],Y.prototype,`line`,void 0),m([a({type:Boolean})],Y.prototype,`playing`,void 0),m([a({type:Boolean})],Y.prototype,`reachable`,void 0),m([s()],Y.prototype,`hasPicture`,void 0),m([x(`button`)],Y.prototype,`button`,void 0),Y=m([r(`wf-search-hit`)],Y);var X=180,Z=1500,Q=50,te={lines:[],cursor:null,backlogS:0,isLooking:!1,isKnown:!1,error:null},ne=class extends A{constructor(e){super(te),this.api=e,this.asking=null,this.pauseMs=X,this.query=null,this.askedMs=0,this.more=async()=>{let{cursor:e,isLooking:t}=this.get();e!==null&&!t&&await this.ask(e)},this.again=()=>{this.query!==null&&this.want(this.query,{atOnce:!0})}}want(e,{atOnce:t=!1}={}){this.query=e,clearTimeout(this.timer),this.asking?.abort(),this.update(e=>({...e,isLooking:!0,error:null})),this.timer=setTimeout(()=>void this.ask(null),t?0:this.pauseMs)}replace(e){this.update(t=>({...t,lines:t.lines.map(t=>t.id===e.id?e:t)}))}stop(){clearTimeout(this.timer),this.asking?.abort()}async ask(e){if(this.query===null)return;let t=this.asking=new AbortController;this.update(e=>({...e,isLooking:!0,error:null}));let n=performance.now();e===null&&(this.askedMs=Date.now());try{let r={...G(this.query,this.askedMs),limit:Q,cursor:e},i=await this.api.call(`POST /api/transcripts/search`,{body:r,signal:t.signal});if(t.signal.aborted)return;this.pauseMs=Math.min(Z,Math.max(X,performance.now()-n)),this.update(t=>({...re(e===null?[]:t.lines,i),error:null}))}catch(e){if(t.signal.aborted||o(e))return;let n=e instanceof Error?e:Error(String(e));this.pauseMs=Math.min(Z,this.pauseMs*2),this.update(e=>({...e,isLooking:!1,error:n}))}}};function re(e,t){let n=new Set(e.map(({id:e})=>e));return{lines:[...e,...t.lines.filter(({id:e})=>!n.has(e))],cursor:t.cursor,backlogS:t.backlog_s,isLooking:!1,isKnown:!0}}var ie=e`
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
  .hits li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.25rem;
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
`,ae=60,$=class extends j{static{this.styles=[...j.styles,p,ie]}constructor(){super(),this.playing=null,this.reached=0,this.clip=null,this.isExporting=!1,this.leave=null,this.stopped=()=>{this.playing=null,this.hits[this.reached]?.focus()},this.pressedAnywhere=e=>{let t=e.composedPath()[0]instanceof HTMLInputElement;e.key!==`/`||t||e.ctrlKey||e.metaKey||e.altKey||(e.preventDefault(),this.field.select())},new k(this,()=>[this.app.cameras,this.app.people,this.app.me])}connectedCallback(){super.connectedCallback(),this.app.people.want(),this.findings=new ne(this.app.api),this.leave=this.findings.subscribe(()=>this.requestUpdate()),this.wanted=U(this.place.query),this.findings.want(this.wanted,{atOnce:!0}),addEventListener(`keydown`,this.pressedAnywhere)}disconnectedCallback(){removeEventListener(`keydown`,this.pressedAnywhere),this.findings.stop(),this.leave?.(),super.disconnectedCallback()}firstUpdated(){this.place.query.has(`focus`)&&requestAnimationFrame(()=>this.field.focus())}willUpdate(e){e.has(`place`)&&W(U(this.place.query))!==W(this.wanted)&&(this.wanted=U(this.place.query),this.findings.want(this.wanted,{atOnce:!0}))}render(){return _`
      <h1>${t(`nav.search`)}</h1>
      <form role="search" @submit=${this.submitted}>
        <div class="words">
          ${f(u)}
          <input
            type="search"
            autocomplete="off"
            enterkeyhint="search"
            maxlength="500"
            dir="auto"
            aria-label=${t(`search.label`)}
            placeholder=${t(`search.placeholder`)}
            .value=${b(this.wanted.text)}
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
      ${this.clip===null?v:_`<wf-export-dialog
              .app=${this.app}
              .cameraId=${this.clip.camera_id}
              .range=${L(this.clip)}
              ?open=${this.isExporting}
              @closed=${()=>this.isExporting=!1}
            ></wf-export-dialog>`}
    `}renderPlayer(){return this.playing===null?v:_`<wf-moment-player .app=${this.app} .moment=${this.playing.moment} @closed=${this.stopped}>
    </wf-moment-player>`}renderState(){let{lines:e,cursor:n,isLooking:r,isKnown:i,backlogS:a,error:o}=this.findings.get(),s={count:e.length},c=r?t(`search.looking`):!i||o!==null?``:t(n===null?`search.found`:`search.found_more`,s);return _`
      <p class="state" role="status">${c}</p>
      ${a<ae?v:_`<p class="backlog">${t(`search.backlog`,{time:E(a*1e3)})}</p>`}
    `}renderFound(){let{lines:e,cursor:n,isLooking:r,isKnown:i,error:a}=this.findings.get();return a!==null&&e.length===0?this.renderFailure(a):i&&e.length===0&&!r?this.renderNone():_`
      <ol class="hits" aria-label=${t(`search.hits`)} aria-busy=${r}>
        ${C(e,({id:e})=>e,(t,n)=>_`<li>
              <wf-search-hit
                .app=${this.app}
                .line=${t}
                ?playing=${this.playing?.line.id===t.id}
                ?reachable=${n===Math.min(this.reached,e.length-1)}
                @play=${()=>this.play(t,n)}
                @keydown=${e=>this.steer(e,n)}
              ></wf-search-hit>
              ${this.renderClip(t)}
            </li>`)}
      </ol>
      ${a===null?v:_`<p class="state" role="alert">${g(a)}</p>`}
      ${n===null?v:_`<button class="more" ?disabled=${r} @click=${()=>void this.findings.more()}>
              ${t(`search.more`)}
            </button>`}
    `}renderClip(e){return O(this.app.me.get(),`control`)?_`<button
      class="plain round"
      aria-label=${t(`search.clip_of`,{text:e.text})}
      title=${t(`search.clip`)}
      @click=${()=>void this.export(e)}
    >
      ${f(i)}
    </button>`:v}async export(e){await d(()=>import(`./export-dialog-K4bMuC4B.js`),__vite__mapDeps([0,1,2,3,4,5,6,7,8,9]),import.meta.url),this.clip=e,this.isExporting=!0}renderFailure(e){return _`<wf-notice .icon=${y} heading=${t(`search.failed`)} text=${g(e)}>
      <button class="primary" @click=${this.findings.again}>${t(`failure.retry`)}</button>
    </wf-notice>`}renderNone(){let e=W(this.wanted)!==`search`,n=this.app.cameras.get().value?.length===0;return _`<wf-notice
      .icon=${l}
      heading=${t(e?`search.none`:`search.silence`)}
      text=${t(e?`search.none_text`:`search.silence_text`)}
    >
      ${e?_`<button @click=${()=>this.change(U(new URLSearchParams))}>${t(`search.clear`)}</button>`:v}
      ${n?_`<a class="button primary" href="cameras/add">${t(`cameras.add_first`)}</a>`:v}
    </wf-notice>`}change(e){this.wanted={...this.wanted,...e},this.reached=0,this.findings.want(this.wanted,{atOnce:e.text===void 0}),this.app.router.go(W(this.wanted),{replace:!0})}play(e,t){this.reached=t,this.playing={line:e,moment:{camera_id:e.camera_id,at_ms:I(e)}}}submitted(e){e.preventDefault();let[t]=this.findings.get().lines;t!==void 0&&!this.findings.get().isLooking&&this.play(t,0)}steer(e,t){let n=R(e.key,t,this.hits.length);n!==null&&(e.preventDefault(),n<0?this.field.focus():(this.reached=n,this.hits[n]?.focus()))}};m([s()],$.prototype,`wanted`,void 0),m([s()],$.prototype,`playing`,void 0),m([s()],$.prototype,`reached`,void 0),m([s()],$.prototype,`clip`,void 0),m([s()],$.prototype,`isExporting`,void 0),m([x(`input`)],$.prototype,`field`,void 0),m([S(`wf-search-hit`)],$.prototype,`hits`,void 0),$=m([r(`wf-search-page`)],$);export{$ as SearchPage};