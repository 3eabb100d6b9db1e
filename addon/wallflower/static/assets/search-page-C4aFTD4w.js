const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./add-to-story-DukK_6QW.js","./shell-ByTqqPMM.js","./shell-_MNo7Ltu.css","./common-D35F0Fmm.js","./times-Bkc06Q2d.js","./export-dialog-BcQKOE37.js","./export-dialog-CMrzbKPG.js"])))=>i.map(i=>d[i]);
import{Bt as e,C as t,D as n,E as r,It as i,M as a,P as o,Qt as s,S as c,Sn as l,T as u,V as d,Yt as ee,Z as f,_t as p,a as m,b as h,c as g,i as _,j as v,k as y,l as te,m as b,o as x,p as S,r as C,s as w,t as T,u as E,un as D,vn as O,w as k,x as ne,yn as A}from"./shell-ByTqqPMM.js";import{g as re,h as ie}from"./common-D35F0Fmm.js";import{n as ae,t as oe}from"./copy-link-eYQE7232.js";var j=1e3,M=3e3;function N(e,t){let n=Array.from(e),r=[],i=(e,t,i)=>{let a=n.slice(e,t).join(``);a!==``&&r.push({text:a,isHit:i})},a=0;for(let e=0;e+1<t.length;e+=2){let[o=0,s=0]=t.slice(e,e+2),c=Math.max(a,o),l=r.at(-1);l?.isHit&&P(n.slice(a,c))?r[r.length-1]={text:l.text+n.slice(a,Math.max(c,s)).join(``),isHit:!0}:(i(a,c,!1),i(c,s,!0)),a=Math.max(a,s)}return i(a,n.length,!1),r}function P(e){return e.join(``).trim()===``}function F(e){return e.instants_ms[0]??e.start_ms}function I(e){return F(e)-j}function L({start_ms:e,end_ms:t}){return{startMs:Math.round(e-M),endMs:Math.round(t+M)}}function R(e,t,n){let r={ArrowDown:t+1,ArrowUp:t-1,Home:0,End:n-1},i=t<0&&e!==`ArrowDown`?void 0:r[e];return i===void 0||n===0?null:Math.min(i,n-1)}var z=class extends r{static{this.styles=[x,_,v`
      :host {
        display: flex;
        justify-content: end;
      }
    `]}constructor(){super(),new A(this,()=>[this.app.me])}render(){let{text:e}=this.line;return y`
      ${w(this.app.me.get(),`control`)?y`
              ${this.renderButton(p,o(`search.clip`),o(`search.clip_of`,{text:e}),()=>this.dispatchEvent(new CustomEvent(`clip`)))}
              ${this.renderButton(ee,o(`stories.add`),o(`search.story_of`,{text:e}),()=>void this.addToStory())}
            `:n}
      ${this.renderButton(i,o(`select.link`),o(`search.link_of`,{text:e}),()=>void this.copy())}
    `}renderButton(e,t,n,r){return y`<button class="plain round" aria-label=${n} title=${t} @click=${r}>
      ${h(e)}
    </button>`}async addToStory(){let{addToStory:e}=await d(async()=>{let{addToStory:e}=await import(`./add-to-story-DukK_6QW.js`);return{addToStory:e}},__vite__mapDeps([0,1,2,3,4]),import.meta.url),{camera_id:t,start_ms:n,end_ms:r}=this.line;e(this.app,{camera_id:t,start_ms:n,end_ms:r})}async copy(){let e=`timeline/${encodeURIComponent(this.line.camera_id)}?at=${Math.round(I(this.line))}`;await oe(this.app,new URL(e,document.baseURI).href)}};C([k({attribute:!1})],z.prototype,`app`,void 0),C([k({attribute:!1})],z.prototype,`line`,void 0),z=C([u(`wf-hit-actions`)],z);var B=[``,`hour`,`day`,`week`,`month`],V=[0,.5,.7,.9],H=36e5,U={hour:H,day:24*H,week:168*H,month:720*H};function W(e){let t=Number(e.get(`confidence`)??0);return{text:e.get(`q`)??``,camera:e.get(`camera`)??``,person:e.get(`person`)??``,range:B.find(t=>t===e.get(`range`))??``,confidence:V.includes(t)?t:0,order:e.get(`order`)===`best`?`best`:`newest`}}function G(e){let t=new URLSearchParams;e.text.trim()!==``&&t.set(`q`,e.text),e.camera!==``&&t.set(`camera`,e.camera),e.person!==``&&t.set(`person`,e.person),e.range!==``&&t.set(`range`,e.range),e.confidence>0&&t.set(`confidence`,String(e.confidence)),e.order!==`newest`&&t.set(`order`,e.order);let n=t.toString();return n===``?`search`:`search?${n}`}function K(e,t){let n=e.text.trim();return{text:n,camera_ids:e.camera===``?[]:[e.camera],speakers:e.person===``?[]:[e.person],start:e.range===``?null:t-U[e.range],least_confidence:e.confidence,order:n===``?`newest`:e.order}}var q=class extends r{constructor(...e){super(...e),this.cameras=[],this.people=[]}static{this.styles=[x,m,v`
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
    `]}render(){let{camera:e,person:t,range:n,confidence:r,order:i}=this.value;return y`
      ${this.renderChoice(`camera`,e,[[``,o(`search.all_cameras`)],...this.cameras.map(J)])}
      ${this.renderChoice(`person`,t,[[``,o(`search.everybody`)],...this.people.map(J)])}
      ${this.renderChoice(`range`,n,B.map(e=>[e,o(`search.ranges.${e===``?`all`:e}`)]))}
      ${this.renderChoice(`confidence`,String(r),V.map(e=>[String(e),e===0?o(`search.any`):o(`search.least`,{share:S(e)})]))}
      ${this.renderChoice(`order`,i,[[`newest`,o(`search.orders.newest`)],[`best`,o(`search.orders.best`)]])}
    `}renderChoice(e,t,n){let r=t=>this.tell(e,t.target.value),i=n.some(([e])=>e===t)?n:[...n,[t,o(`search.gone`)]];return y`<label>
      ${o(`search.filter.${e}`)}
      <select @change=${r}>
        ${i.map(([e,n])=>ie(e,n,e===t))}
      </select>
    </label>`}tell(e,t){let n={[e]:e===`confidence`?Number(t):t};this.dispatchEvent(new CustomEvent(`changed`,{detail:n}))}};C([k({attribute:!1})],q.prototype,`value`,void 0),C([k({attribute:!1})],q.prototype,`cameras`,void 0),C([k({attribute:!1})],q.prototype,`people`,void 0),q=C([u(`wf-search-filters`)],q);function J({id:e,name:t}){return[e,t]}var se=240,Y=class extends r{static{this.styles=[x,v`
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
    `]}constructor(){super(),this.voice=null,this.playing=!1,this.reachable=!1,this.hasPicture=!0,new A(this,()=>[this.app.cameras,this.app.people])}focus(){this.button.focus()}render(){let{line:e}=this,t=this.app.cameras.find(e.camera_id)?.name??o(`search.gone`);return y`
      <button
        tabindex=${this.reachable?0:-1}
        aria-current=${this.playing?`true`:n}
        @click=${()=>this.dispatchEvent(new CustomEvent(`play`))}
      >
        <span class="picture">
          ${this.hasPicture?y`<img alt="" loading="lazy" src=${this.thumbnail()} @error=${()=>this.hasPicture=!1} />`:n}
          ${h(s)}
        </span>
        <span>
          <span class="about">
            ${this.renderSpeaker()}<bdi>${t}</bdi> · ${te(e.start_ms)},
            ${g(F(e))}${this.renderCertainty()}
          </span>
          <span class="text" dir="auto" lang=${e.language??n}
            >${N(e.text,e.highlights).map(({text:e,isHit:t})=>t?y`<mark>${e}</mark>`:e)}</span
          >
        </span>
      </button>
    `}renderSpeaker(){let{speaker:e,speaker_id:t}=this.line;if(e!==null){let t=this.app.people.find(e)?.name;return t===void 0?n:y`<span class="who"><bdi>${t}</bdi></span> · `}if(t===null)return n;let r=this.voice===null?o(`search.unnamed`):o(`speakers.numbered`,{number:String(this.voice)});return y`<span class="who">${r}</span> · `}renderCertainty(){let{confidence:e}=this.line;return e===null?``:` · ${o(`search.certain`,{share:S(e)})}`}thumbnail(){let e={camera_id:this.line.camera_id},t={at:Math.round(F(this.line)),width:se};return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:e,query:t})}};C([k({attribute:!1})],Y.prototype,`app`,void 0),C([k({attribute:!1})],Y.prototype,`line`,void 0),C([k({attribute:!1})],Y.prototype,`voice`,void 0),C([k({type:Boolean})],Y.prototype,`playing`,void 0),C([k({type:Boolean})],Y.prototype,`reachable`,void 0),C([t()],Y.prototype,`hasPicture`,void 0),C([c(`button`)],Y.prototype,`button`,void 0),Y=C([u(`wf-search-hit`)],Y);var X=180,Z=1500,Q=50,ce={lines:[],cursor:null,backlogS:0,isLooking:!1,isKnown:!1,error:null},le=class extends O{constructor(e){super(ce),this.api=e,this.asking=null,this.pauseMs=X,this.query=null,this.askedMs=0,this.more=async()=>{let{cursor:e,isLooking:t}=this.get();e!==null&&!t&&await this.ask(e)},this.again=()=>{this.query!==null&&this.want(this.query,{atOnce:!0})}}want(e,{atOnce:t=!1}={}){this.query=e,clearTimeout(this.timer),this.asking?.abort(),this.update(e=>({...e,isLooking:!0,error:null})),this.timer=setTimeout(()=>void this.ask(null),t?0:this.pauseMs)}replace(e){this.update(t=>({...t,lines:t.lines.map(t=>t.id===e.id?e:t)}))}stop(){clearTimeout(this.timer),this.asking?.abort()}async ask(e){if(this.query===null)return;let t=this.asking=new AbortController;this.update(e=>({...e,isLooking:!0,error:null}));let n=performance.now();e===null&&(this.askedMs=Date.now());try{let r={...K(this.query,this.askedMs),limit:Q,cursor:e},i=await this.api.call(`POST /api/transcripts/search`,{body:r,signal:t.signal});if(t.signal.aborted)return;this.pauseMs=Math.min(Z,Math.max(X,performance.now()-n)),this.update(t=>({...ue(e===null?[]:t.lines,i),error:null}))}catch(e){if(t.signal.aborted||l(e))return;let n=e instanceof Error?e:Error(String(e));this.pauseMs=Math.min(Z,this.pauseMs*2),this.update(e=>({...e,isLooking:!1,error:n}))}}};function ue(e,t){let n=new Set(e.map(({id:e})=>e));return{lines:[...e,...t.lines.filter(({id:e})=>!n.has(e))],cursor:t.cursor,backlogS:t.backlog_s,isLooking:!1,isKnown:!0}}var de=v`
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
  @media (max-width: 759px) {
    .hits li {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
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
  /* Where it would cover all else, as on a screen that is shown twice as large. */
  @media (max-height: 500px) {
    wf-moment-player {
      position: static;
    }
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
`,fe=60,$=class extends T{static{this.styles=[...T.styles,m,de]}constructor(){super(),this.playing=null,this.reached=0,this.clip=null,this.isExporting=!1,this.leave=null,this.stopped=()=>{this.playing=null,this.hits[this.reached]?.focus()},this.pressedAnywhere=e=>{let t=e.composedPath()[0]instanceof HTMLInputElement;e.key!==`/`||t||e.ctrlKey||e.metaKey||e.altKey||(e.preventDefault(),this.field.select())},new A(this,()=>[this.app.cameras,this.app.people,this.voices])}connectedCallback(){this.voices=new ae(this.app.api),super.connectedCallback(),this.app.people.want(),this.findings=new le(this.app.api),this.leave=this.findings.subscribe(({lines:e})=>{this.voices.want(e),this.requestUpdate()}),this.wanted=W(this.place.query),this.findings.want(this.wanted,{atOnce:!0}),addEventListener(`keydown`,this.pressedAnywhere)}disconnectedCallback(){removeEventListener(`keydown`,this.pressedAnywhere),this.findings.stop(),this.leave?.(),super.disconnectedCallback()}firstUpdated(){this.place.query.has(`focus`)&&requestAnimationFrame(()=>this.field.focus())}willUpdate(e){e.has(`place`)&&G(W(this.place.query))!==G(this.wanted)&&(this.wanted=W(this.place.query),this.findings.want(this.wanted,{atOnce:!0}))}render(){return y`
      <h1>${o(`nav.search`)}</h1>
      <form role="search" @submit=${this.submitted}>
        <div class="words">
          ${h(e)}
          <input
            type="search"
            autocomplete="off"
            enterkeyhint="search"
            maxlength="500"
            dir="auto"
            aria-label=${o(`search.label`)}
            placeholder=${o(`search.placeholder`)}
            .value=${re(this.wanted.text)}
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
      ${this.clip===null?n:y`<wf-export-dialog
              .app=${this.app}
              .cameraId=${this.clip.camera_id}
              .range=${L(this.clip)}
              ?open=${this.isExporting}
              @closed=${()=>this.isExporting=!1}
            ></wf-export-dialog>`}
    `}renderPlayer(){return this.playing===null?n:y`<wf-moment-player .app=${this.app} .moment=${this.playing.moment} @closed=${this.stopped}>
    </wf-moment-player>`}renderState(){let{lines:e,cursor:t,isLooking:r,isKnown:i,backlogS:a,error:s}=this.findings.get(),c={count:e.length},l=r?o(`search.looking`):!i||s!==null?``:o(t===null?`search.found`:`search.found_more`,c);return y`
      <p class="state" role="status">${l}</p>
      ${a<fe?n:y`<p class="backlog">${o(`search.backlog`,{time:E(a*1e3)})}</p>`}
    `}renderFound(){let{lines:e,cursor:t,isLooking:r,isKnown:i,error:s}=this.findings.get();return s!==null&&e.length===0?this.renderFailure(s):i&&e.length===0&&!r?this.renderNone():y`
      <ol class="hits" aria-label=${o(`search.hits`)} aria-busy=${r}>
        ${b(e,({id:e})=>e,(t,n)=>y`<li>
              <wf-search-hit
                .app=${this.app}
                .line=${t}
                .voice=${this.voices.of(t)}
                ?playing=${this.playing?.line.id===t.id}
                ?reachable=${n===Math.min(this.reached,e.length-1)}
                @play=${()=>this.play(t,n)}
                @keydown=${e=>this.steer(e,n)}
              ></wf-search-hit>
              <wf-hit-actions .app=${this.app} .line=${t} @clip=${()=>void this.export(t)}></wf-hit-actions>
            </li>`)}
      </ol>
      ${s===null?n:y`<p class="state" role="alert">${a(s)}</p>`}
      ${t===null?n:y`<button class="more" ?disabled=${r} @click=${()=>void this.findings.more()}>
              ${o(`search.more`)}
            </button>`}
    `}async export(e){await d(()=>import(`./export-dialog-BcQKOE37.js`),__vite__mapDeps([5,6,1,2,3]),import.meta.url),this.clip=e,this.isExporting=!0}renderFailure(e){return y`<wf-notice .icon=${f} heading=${o(`search.failed`)} text=${a(e)}>
      <button class="primary" @click=${this.findings.again}>${o(`failure.retry`)}</button>
    </wf-notice>`}renderNone(){let e=G(this.wanted)!==`search`,t=this.app.cameras.get().value?.length===0;return y`<wf-notice
      .icon=${D}
      heading=${o(e?`search.none`:`search.silence`)}
      text=${o(e?`search.none_text`:`search.silence_text`)}
    >
      ${e?y`<button @click=${()=>this.change(W(new URLSearchParams))}>${o(`search.clear`)}</button>`:n}
      ${t?y`<a class="button primary" href="cameras/add">${o(`cameras.add_first`)}</a>`:n}
    </wf-notice>`}change(e){this.wanted={...this.wanted,...e},this.reached=0,this.findings.want(this.wanted,{atOnce:e.text===void 0}),this.app.router.go(G(this.wanted),{replace:!0})}play(e,t){this.reached=t,this.playing={line:e,moment:{camera_id:e.camera_id,at_ms:I(e)}}}submitted(e){e.preventDefault();let[t]=this.findings.get().lines;t!==void 0&&!this.findings.get().isLooking&&this.play(t,0)}steer(e,t){let n=R(e.key,t,this.hits.length);n!==null&&(e.preventDefault(),n<0?this.field.focus():(this.reached=n,this.hits[n]?.focus()))}};C([t()],$.prototype,`wanted`,void 0),C([t()],$.prototype,`playing`,void 0),C([t()],$.prototype,`reached`,void 0),C([t()],$.prototype,`clip`,void 0),C([t()],$.prototype,`isExporting`,void 0),C([c(`input`)],$.prototype,`field`,void 0),C([ne(`wf-search-hit`)],$.prototype,`hits`,void 0),$=C([u(`wf-search-page`)],$);export{$ as SearchPage};