import{$ as e,A as t,B as n,C as r,D as i,E as a,F as o,G as s,H as c,I as l,J as u,K as d,L as f,M as p,N as m,O as h,P as g,Q as _,R as v,S as y,T as ee,U as te,V as ne,W as b,X as x,Y as S,Z as C,_ as re,a as w,at as T,b as ie,c as ae,d as oe,et as se,f as ce,g as E,h as le,i as ue,it as de,j as fe,k as pe,l as D,m as me,n as O,nt as he,o as k,ot as ge,p as A,q as j,r as M,rt as _e,s as ve,st as ye,t as N,tt as be,u as xe,v as Se,w as Ce,x as we,y as P,z as F}from"./wallflower-card.js";function Te({start_ms:e,end_ms:t,reason:n}){return b(`timeline.gap_between`,{start:c(e),end:c(t??Date.now()),reason:b(`gap.${n}`)})}var I=200;function L({lanes:e,gaps:t},n,r){return[...R(e.recorded,b(`timeline.lane.recorded`)),...R(e.motion??D,b(`timeline.lane.motion`)),...R(e.speech,b(`timeline.lane.speech`)),...n===null?R(e.visits,b(`timeline.lane.visits`)):n.map(({start_ms:e,end_ms:t,name:n,verdict:i})=>({atMs:e,lengthMs:(t??r)-e,text:n??b(`timeline.visit.${i===`unsure`?`unsure`:`unknown`}`)})),...t.map(({start_ms:e,end_ms:t,reason:n})=>({atMs:e,lengthMs:(t??r)-e,text:b(`timeline.gap`,{reason:b(`gap.${n}`)})}))].sort((e,t)=>e.atMs-t.atMs)}function R({starts:e,ends:t},n){return Array.from(e,(e,r)=>({atMs:e,lengthMs:(t[r]??e)-e,text:n}))}var z=class extends S{constructor(...e){super(...e),this.visits=null,this.positionMs=null,this.page=null,this.items=[]}static{this.styles=[h,a,e`
      ol {
        max-height: 22rem;
        margin: 0;
        overflow: auto;
        padding: 0;
        list-style: none;
      }
      li button {
        justify-content: flex-start;
        width: 100%;
        border-radius: 6px;
        text-align: start;
      }
      .time {
        font-variant-numeric: tabular-nums;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding-top: 0.5rem;
      }
      .length,
      p {
        color: var(--wf-muted);
      }
    `]}willUpdate(e){(e.has(`data`)||e.has(`visits`))&&(this.items=L(this.data,this.visits,Date.now()))}render(){if(this.items.length===0)return _`<p>${b(`timeline.empty_day`)}</p>`;let e=Math.floor((this.items.length-1)/I),t=Math.min(this.page??Ee(this.items,this.positionMs),e);return _`
      <ol aria-label=${b(`timeline.list`)}>
        ${this.items.slice(t*I,(t+1)*I).map(({atMs:e,lengthMs:t,text:n})=>_`<li>
              <button class="plain" @click=${()=>this.seek(e)}>
                <span class="time">${F(e)}</span><bdi>${n}</bdi
                ><span class="length">${ne(t)}</span>
              </button>
            </li>`)}
      </ol>
      ${e===0?x:this.renderPages(t,e)}
    `}renderPages(e,t){let{items:n}=this,r=e*I,i=Math.min(n.length,r+I);return _`<footer>
      <button ?disabled=${e===0} @click=${()=>this.page=e-1}>${b(`timeline.list_earlier`)}</button>
      <p role="status">${b(`timeline.list_part`,{from:r+1,to:i,count:n.length})}</p>
      <button ?disabled=${e===t} @click=${()=>this.page=e+1}>${b(`timeline.list_later`)}</button>
    </footer>`}seek(e){this.page=null,this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};N([u({attribute:!1})],z.prototype,`data`,void 0),N([u({attribute:!1})],z.prototype,`visits`,void 0),N([u({attribute:!1})],z.prototype,`positionMs`,void 0),N([j()],z.prototype,`page`,void 0),z=N([v(`wf-event-list`)],z);function Ee(e,t){let n=t===null?0:e.findIndex(e=>e.atMs>t);return Math.floor(Math.max(0,(n<0?e.length:n)-1)/I)}var B={PageUp:{kind:`seek`,byMs:-36e5},PageDown:{kind:`seek`,byMs:36e5},Home:{kind:`edge`,end:!1},End:{kind:`edge`,end:!0},"+":{kind:`zoom`,factor:.5},"=":{kind:`zoom`,factor:.5},"-":{kind:`zoom`,factor:2},n:{kind:`neighbour`,direction:1},p:{kind:`neighbour`,direction:-1},",":{kind:`frame`,direction:-1},".":{kind:`frame`,direction:1},"<":{kind:`speed`,direction:-1},">":{kind:`speed`,direction:1}," ":{kind:`play`},k:{kind:`play`},c:{kind:`captions`},m:{kind:`mute`},l:{kind:`list`},g:{kind:`live`},s:{kind:`select`},e:{kind:`export`},Escape:{kind:`clear`},"/":{kind:`search`},"?":{kind:`help`}},V={KeyI:`start`,KeyO:`end`,i:`start`,o:`end`};function De(e){let{key:t,altKey:n,ctrlKey:r,metaKey:i}=e;if(i)return null;let a=Oe(e);if(a!==void 0&&!r)return{kind:`mark`,edge:a,isFree:n};if(n)return null;let o=[`ArrowLeft`,`ArrowRight`].indexOf(t);return o>=0?{kind:`seek`,byMs:(o===0?-1:1)*ke(e)}:r?null:B[t]??B[t.toLowerCase()]??null}function Oe({key:e,code:t,altKey:n}){return V[e.toLowerCase()]??(n?V[t??``]:void 0)}function ke({shiftKey:e,ctrlKey:t}){return t?6e4:e?1e3:1e4}var Ae=4,je=600,Me=class{constructor(e){this.surface=e,this.pointers=new Map,this.pressedPx=null,this.wheel=e=>{let{surface:t}=this;if(!t.takesWheel(e))return;e.preventDefault();let n=t.view();if(e.shiftKey||Math.abs(e.deltaX)>Math.abs(e.deltaY)){let r=e.deltaX===0?e.deltaY:e.deltaX;t.show(E(n,t.day(),r*this.msPerPx()))}else t.show(y(n,t.day(),this.instantAt(e.clientX),2**(e.deltaY/je)))},this.down=e=>{e.button===0&&(this.pointers.set(e.pointerId,e.clientX),this.pressedPx=this.pointers.size===1?e.clientX:null,this.surface.element.setPointerCapture(e.pointerId))},this.move=e=>{let t=this.pointers.get(e.pointerId);if(t===void 0)return;let{surface:n}=this;if(this.pressedPx!==null&&Math.abs(e.clientX-this.pressedPx)<Ae)return;this.pressedPx=null;let r=this.shares();this.pointers.set(e.pointerId,e.clientX),this.pointers.size===1?n.show(E(n.view(),n.day(),(t-e.clientX)*this.msPerPx())):this.pointers.size===2&&n.show(re(n.view(),n.day(),r,this.shares()))},this.up=e=>{this.pointers.has(e.pointerId)&&this.pressedPx!==null&&this.surface.seek(this.instantAt(e.clientX)),this.cancel(e)},this.cancel=e=>{this.pointers.delete(e.pointerId),this.pressedPx=null};let{element:t}=e;t.addEventListener(`wheel`,this.wheel,{passive:!1}),t.addEventListener(`pointerdown`,this.down),t.addEventListener(`pointermove`,this.move),t.addEventListener(`pointerup`,this.up),t.addEventListener(`pointercancel`,this.cancel)}instantAt(e){let{left:t,width:n}=this.surface.element.getBoundingClientRect(),{startMs:r,endMs:i}=this.surface.view();return r+(e-t)/n*(i-r)}msPerPx(){let{startMs:e,endMs:t}=this.surface.view();return(t-e)/this.surface.element.getBoundingClientRect().width}shares(){let{left:e,width:t}=this.surface.element.getBoundingClientRect(),[n=0,r=0]=[...this.pointers.values()].map(n=>(n-e)/t);return[n,r]}},Ne=78,Pe=8,Fe=[`recorded`,`motion`,`speech`,`visits`];function H(e){return 24+e*40}function U(e){return 24+e*40}function Ie(e,t,n,r){e.clearRect(0,0,t,H(n.shown.length)),Re(e,t,n,r);let i=new Float32Array(t);for(let[a,o]of n.shown.entries()){let s=U(a);e.fillStyle=r.track,e.fillRect(0,s,t,34),e.fillStyle=r[o],Le(e,n.lanes[o]??D,n.view,i,s,o===`recorded`)}ze(e,t,n,r)}function Le(e,t,n,r,i,a){xe(t,n,r);let o=0,s=0;for(let t=0;t<=r.length;t++){let n=r[t]??0,c=n===0?0:a?34:Math.max(4,Math.round(Math.sqrt(n)*34));c===s&&t<r.length||(s>0&&e.fillRect(o,i+34-s,t-o,s),o=t,s=c)}}function Re(e,t,n,r){let{stepMs:i,atMs:a}=we(n.view,n.day,Math.max(2,Math.floor(t/Ne)));e.font=`12px system-ui, sans-serif`,e.textBaseline=`middle`;let o=0;for(let s of a){let a=P(s,n.view,t);e.fillStyle=r.line,e.fillRect(a,19,1,H(n.shown.length)),e.fillStyle=r.text;let c=n.label(s,i),l=e.measureText(c).width,u=Math.min(Math.max(0,a-l/2),t-l);u<o||(e.fillText(c,u,10),o=u+l+Pe)}}function ze(e,t,n,r){let i=Be(e,r.text);if(i===null)return;let a=t/le(n.view);e.fillStyle=i;let o=H(n.shown.length)-24;for(let r of n.gaps){let i=Math.max(0,Math.round((r.start_ms-n.view.startMs)*a)),s=Math.min(r.end_ms??n.nowMs,n.nowMs),c=Math.min(t,Math.round((s-n.view.startMs)*a));c>0&&i<t&&e.fillRect(i,24,Math.max(1,c-i),o)}}var W=null;function Be(e,t){return W?.colour!==t&&(W={colour:t,pattern:Ve(e,t)}),W.pattern}function Ve(e,t){let n=document.createElement(`canvas`);n.width=n.height=8;let r=n.getContext(`2d`);if(r===null)return null;r.strokeStyle=t,r.globalAlpha=.35,r.lineWidth=1.5,r.beginPath();for(let e of[-8,0,8])r.moveTo(e,8),r.lineTo(e+8,0);return r.stroke(),e.createPattern(n,`repeat`)}var He=6e4,Ue=120,We=new Set([`positionMs`,`selection`,`hover`]),G=class extends S{constructor(...e){super(...e),this.shown=Fe,this.gaps=[],this.positionMs=null,this.selection=null,this.theme=0,this.picture=()=>null,this.embedded=!1,this.hover=null,this.widthPx=0,this.palette=null,this.size=new ResizeObserver(([e])=>{this.widthPx=Math.floor(e?.contentRect.width??0)})}static{this.styles=[h,e`
      :host {
        position: relative;
        display: block;
      }
      .surface {
        position: absolute;
        inset: 0;
        overflow: hidden;
        border-radius: 6px;
        cursor: pointer;
        touch-action: pan-y;
      }
      .surface > * {
        position: absolute;
        inset: 0;
        pointer-events: none;
      }
      canvas {
        width: 100%;
        height: 100%;
      }
      .chosen {
        right: auto;
        border-top: 3px solid var(--wf-accent);
        background: color-mix(in srgb, var(--wf-accent) 22%, transparent);
      }
      .playhead {
        right: auto;
        width: 10px;
        margin-left: -5px;
        will-change: transform;
      }
      .playhead::before {
        position: absolute;
        top: ${18}px;
        bottom: 0;
        left: 4px;
        width: 2px;
        background: var(--wf-bad);
        content: "";
      }
      .playhead::after {
        position: absolute;
        top: ${13}px;
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: var(--wf-bad);
        content: "";
      }
      .name {
        position: absolute;
        left: 6px;
        padding: 0 5px;
        border-radius: 4px;
        background: color-mix(in srgb, var(--wf-card) 82%, transparent);
        font-size: 0.75rem;
        line-height: 1.2rem;
        pointer-events: none;
      }
      figure {
        position: absolute;
        z-index: 5;
        bottom: calc(100% + 4px);
        width: 200px;
        margin: 0;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: 8px;
        background: var(--wf-raised);
        box-shadow: var(--wf-shadow);
        pointer-events: none;
      }
      figure img {
        display: block;
        width: 100%;
        aspect-ratio: 16 / 9;
        object-fit: contain;
        background: #0b0e0d;
      }
      figcaption {
        padding: 0.2rem 0.5rem;
        font-size: 0.8125rem;
        text-align: center;
      }
    `]}connectedCallback(){super.connectedCallback(),this.size.observe(this)}disconnectedCallback(){this.size.unobserve(this),clearTimeout(this.hovering),super.disconnectedCallback()}render(){return _`
      <div
        class="surface"
        role="slider"
        tabindex="0"
        aria-label=${b(`timeline.label`)}
        aria-valuemin=${this.day.startMs}
        aria-valuemax=${this.day.endMs}
        aria-valuenow=${this.positionMs??this.day.startMs}
        aria-valuetext=${this.positionMs===null?b(`timeline.nothing`):te(this.positionMs)}
        @pointermove=${this.moved}
        @pointerleave=${this.left}
      >
        <canvas></canvas>
        <div class="chosen" hidden></div>
        <div class="playhead" hidden></div>
      </div>
      ${this.shown.map((e,t)=>_`<span class="name" style="top: ${U(t)+2}px" aria-hidden="true"
            >${this.lanes[e]===null?b(`timeline.no_motion`):b(`timeline.lane.${e}`)}</span
          >`)}
      ${this.hover===null?x:this.renderHover(this.hover)}
    `}firstUpdated(){this.gestures=new Me({element:this.surface,takesWheel:({ctrlKey:e})=>e||!this.embedded,view:()=>this.view,day:()=>this.day,show:e=>this.dispatchEvent(new CustomEvent(`view`,{detail:e})),seek:e=>this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))})}updated(e){e.has(`shown`)&&(this.style.height=`${H(this.shown.length)}px`),e.has(`theme`)&&(this.palette=null),this.widthPx!==0&&([...e.keys()].every(e=>We.has(e))||this.paint(),this.placeSelection(),this.placePlayhead())}paint(){let{lanes:e,shown:t,gaps:n,view:r,day:i}=this,a={lanes:e,shown:t,gaps:n,view:r,day:i,nowMs:Date.now(),label:Ge};Ie(this.context(),this.widthPx,a,this.palette??=Ke(this))}placeSelection(){let e=this.selection===null?null:Se(this.selection,this.view,this.widthPx);if(this.chosen.hidden=e===null,e===null)return;let[t,n]=e;this.chosen.style.transform=`translateX(${t}px)`,this.chosen.style.width=`${n-t}px`}placePlayhead(){let{positionMs:e,view:t}=this,n=e!==null&&e>=t.startMs&&e<=t.endMs;this.playhead.hidden=!n,n&&(this.playhead.style.transform=`translateX(${P(e,t,this.widthPx)}px)`)}renderHover({leftPx:e,atMs:t,picture:n}){return _`<figure style="left: ${e}px" aria-hidden="true">
      ${n===null?x:_`<img src=${n} alt="" />`}
      <figcaption>${F(t)}</figcaption>
    </figure>`}moved(e){if(e.pointerType!==`mouse`||e.buttons!==0){this.left();return}let t=this.gestures.instantAt(e.clientX),{left:n}=this.getBoundingClientRect(),r=Math.min(Math.max(0,e.clientX-n-100),this.widthPx-200);this.hover={leftPx:r,atMs:t,picture:this.hover?.picture??null},clearTimeout(this.hovering),this.hovering=setTimeout(()=>void this.show(r,t),Ue)}async show(e,t){let n=await this.picture(t);this.hover?.atMs===t&&(this.hover={leftPx:e,atMs:t,picture:n})}context(){let{canvas:e}=this,t=devicePixelRatio,[n,r]=[Math.round(this.widthPx*t),Math.round(H(this.shown.length)*t)];e.width!==n&&(e.width=n),e.height!==r&&(e.height=r);let i=e.getContext(`2d`);if(i===null)throw Error(`this browser cannot draw`);return i.setTransform(t,0,0,t,0,0),i}left(){clearTimeout(this.hovering),this.hover=null}};N([u({attribute:!1})],G.prototype,`lanes`,void 0),N([u({attribute:!1})],G.prototype,`shown`,void 0),N([u({attribute:!1})],G.prototype,`gaps`,void 0),N([u({attribute:!1})],G.prototype,`view`,void 0),N([u({attribute:!1})],G.prototype,`day`,void 0),N([u({attribute:!1})],G.prototype,`positionMs`,void 0),N([u({attribute:!1})],G.prototype,`selection`,void 0),N([u({attribute:!1})],G.prototype,`theme`,void 0),N([u({attribute:!1})],G.prototype,`picture`,void 0),N([u({type:Boolean})],G.prototype,`embedded`,void 0),N([j()],G.prototype,`hover`,void 0),N([j()],G.prototype,`widthPx`,void 0),N([d(`.surface`)],G.prototype,`surface`,void 0),N([d(`canvas`)],G.prototype,`canvas`,void 0),N([d(`.chosen`)],G.prototype,`chosen`,void 0),N([d(`.playhead`)],G.prototype,`playhead`,void 0),G=N([v(`wf-lanes`)],G);function Ge(e,t){return t<He?F(e):c(e)}function Ke(e){let t=getComputedStyle(e),n=e=>t.getPropertyValue(`--wf-${e}`).trim();return{recorded:n(`lane-recording`),motion:n(`lane-motion`),speech:n(`lane-speech`),visits:n(`lane-faces`),text:n(`muted`),line:n(`line`),track:n(`page`)}}function K(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]?.start_ms??0)<=t?n=i+1:r=i}return n-1}function qe(e,t){let n=e[K(e,t)];return n!==void 0&&t<=n.end_ms+Je?n:null}var Je=1500;function Ye(e,t){let n=e.filter(({id:e})=>e!==t.id),r=K(n,t.start_ms)+1;return[...n.slice(0,r),t,...n.slice(r)]}function Xe(e,t){let n=t.map(e=>e.trim().replace(/[.*+?^${}()|[\]\\]/g,`\\$&`)).filter(Boolean);return n.length===0?[e]:e.split(RegExp(`(?<![\\p{L}\\p{N}])(${n.join(`|`)})(?![\\p{L}\\p{N}])`,`iu`))}function Ze(e,t){if(t.length===0)return e.map(()=>!1);let n=[],r=0;for(let[i,a]of Xe(e.map(({text:e})=>e).join(` `),t).entries())i%2==1&&n.push([r,r+a.length]),r+=a.length;let i=0;return e.map(({text:e})=>{let[t,r]=[i,i+e.length];return i=r+1,n.some(([e,n])=>e<r&&n>t)})}function Qe(e,t,n){let r=Math.max(0,Math.min(t-n/2,e.length-n));return[r,Math.min(e.length,r+n)]}var $e=g(class extends o{constructor(e){if(super(e),e.type!==l.ATTRIBUTE||e.name!==`class`||e.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(e){return` `+Object.keys(e).filter(t=>e[t]).join(` `)+` `}update(e,[t]){if(this.st===void 0){this.st=new Set,e.strings!==void 0&&(this.nt=new Set(e.strings.join(` `).split(/\s/).filter(e=>e!==``)));for(let e in t)t[e]&&!this.nt?.has(e)&&this.st.add(e);return this.render(t)}let n=e.element.classList;for(let e of this.st)e in t||(n.remove(e),this.st.delete(e));for(let e in t){let r=!!t[e];r===this.st.has(e)||this.nt?.has(e)||(r?(n.add(e),this.st.add(e)):(n.remove(e),this.st.delete(e)))}return C}}),et={},tt=g(class extends o{constructor(){super(...arguments),this.ot=et}render(e,t){return t()}update(e,[t,n]){if(Array.isArray(t)){if(Array.isArray(this.ot)&&this.ot.length===t.length&&t.every((e,t)=>e===this.ot[t]))return C}else if(this.ot===t)return C;return this.ot=Array.isArray(t)?Array.from(t):t,this.render(t,n)}}),nt=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},rt=g(class extends o{constructor(e){if(super(e),e.type!==l.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[n,r,i]){let a=pe(e),{values:o,keys:s}=this.dt(n,r,i);if(!Array.isArray(a))return this.ut=s,o;let c=this.ut??=[],l=[],u,d,f=0,h=a.length-1,g=0,_=o.length-1;for(;f<=h&&g<=_;)if(a[f]===null)f++;else if(a[h]===null)h--;else if(c[f]===s[g])l[g]=p(a[f],o[g]),f++,g++;else if(c[h]===s[_])l[_]=p(a[h],o[_]),h--,_--;else if(c[f]===s[_])l[_]=p(a[f],o[_]),m(e,l[_+1],a[f]),f++,_--;else if(c[h]===s[g])l[g]=p(a[h],o[g]),m(e,a[f],a[h]),h--,g++;else if(u===void 0&&(u=nt(s,g,_),d=nt(c,f,h)),u.has(c[f])){if(u.has(c[h])){let t=d.get(s[g]),n=t===void 0?null:a[t];if(n===null){let t=m(e,a[f]);p(t,o[g]),l[g]=t}else l[g]=p(n,o[g]),m(e,a[f],n),a[t]=null;g++}else t(a[h]),h--}else t(a[f]),f++;for(;g<=_;){let t=m(e,l[_+1]);p(t,o[g]),l[g++]=t}for(;f<=h;){let e=a[f++];e!==null&&t(e)}return this.ut=s,fe(e,l),C}}),it=/[.!?…。！？؟।]["'”’»）)\]]*$/u;function at(e){let t=[],n=[];for(let r of e){let e=ot(r);t.push(...e),n.push(...st(e))}return t.sort((e,t)=>e.startMs-t.startMs||e.endMs-t.endMs),{words:t,edges:{word:ct(t),sentence:ct(n)}}}function ot({id:e,start_ms:t,end_ms:n,text:r,words:i}){return(i.length>0?i:[{text:r,start_ms:t,end_ms:n}]).map(t=>({text:t.text.trim(),startMs:t.start_ms,endMs:Math.max(t.start_ms,t.end_ms),lineId:e}))}function st(e){let t=[],n=null;for(let[r,{text:i,startMs:a,endMs:o}]of e.entries())n??=a,!it.test(i)&&r<e.length-1||(t.push({startMs:n,endMs:o}),n=null);return t}function ct(e){let t=e=>[...new Set(e)].sort((e,t)=>e-t);return{start:t(e.map(({startMs:e})=>e)),end:t(e.map(({endMs:e})=>e))}}var lt={ArrowLeft:-1,ArrowRight:1},ut=class{constructor(e,t){this.field=t,this.anchor=null,this.picked=null,this.dragged=null,this.hasDragged=!1,this.pressed=e=>{let t=q(e);t===null||e.button!==0||e.shiftKey||e.pointerType===`touch`||(this.dragged={from:t,to:t})},this.passed=e=>{if(this.dragged===null||!(e.buttons&1))return;let t=q(e);t!==null&&t!==this.dragged.to&&(this.dragged.to=t,this.choose(this.dragged.from,t))},this.released=()=>{this.hasDragged=this.dragged!==null&&this.dragged.to!==this.dragged.from,this.dragged=null,setTimeout(()=>this.hasDragged=!1)},this.clicked=e=>{let t=q(e);t===null||this.hasDragged||(this.field.reach(t),e.shiftKey?this.choose(this.anchor??t,t):this.field.isPicking()?this.pick(t):this.seek(t))},this.typed=e=>{let t=q(e),n=lt[e.key];if(t===null||n===void 0||e.ctrlKey||e.altKey||e.metaKey)return;e.preventDefault();let r=t+n,i=this.field.buttonOf(r);i!==null&&(e.shiftKey?this.choose(this.anchor??t,r):this.anchor=null,this.field.reach(r),i.focus())},e.addController(this),e.addEventListener(`pointerdown`,this.pressed),e.addEventListener(`pointermove`,this.passed),e.addEventListener(`click`,this.clicked),e.addEventListener(`keydown`,this.typed)}hostConnected(){addEventListener(`pointerup`,this.released),addEventListener(`pointercancel`,this.released)}hostDisconnected(){removeEventListener(`pointerup`,this.released),removeEventListener(`pointercancel`,this.released),this.dragged=null}pick(e){this.choose(this.picked??e,e),this.picked=this.picked===null?e:null}seek(e){let t=this.field.words()[e];this.anchor=e,this.picked=null,t!==void 0&&this.field.seek(t.startMs)}choose(e,t){let[n,r]=[this.field.words()[e],this.field.words()[t]];this.anchor=e,n!==void 0&&r!==void 0&&this.field.choose([n,r])}};function q(e){let[t]=e.composedPath(),n=t instanceof HTMLElement?t.dataset.word:void 0;return n===void 0?null:Number(n)}var dt=200,ft=200,J=class extends S{static{this.styles=[h,a,e`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding-block: 0.5rem;
        padding-inline: 1rem 0.5rem;
        border-bottom: 1px solid var(--wf-line);
      }
      .head button {
        min-height: 2rem;
        font-size: 0.875rem;
      }
      ol {
        flex: 1;
        margin: 0;
        overflow-y: auto;
        padding: 0.25rem 0;
        list-style: none;
        overscroll-behavior: contain;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.1rem 0.6rem;
        padding: 0.35rem 1rem;
        border-inline-start: 3px solid transparent;
      }
      li.current {
        border-inline-start-color: var(--wf-lane-speech);
        background: color-mix(in srgb, var(--wf-lane-speech) 10%, transparent);
      }
      button.time {
        min-height: 1.5rem;
        padding: 0 0.25rem;
        border: 0;
        background: none;
        color: var(--wf-muted);
        font-variant-numeric: tabular-nums;
        font-size: 0.875rem;
      }
      .speaker {
        font-weight: 600;
      }
      .speaker a {
        color: inherit;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      button.word {
        display: inline;
        min-height: 0;
        padding: 0;
        border: 0;
        border-radius: 3px;
        background: none;
        font-weight: inherit;
        text-align: start;
        touch-action: auto;
        transition: none;
      }
      button.word:hover {
        text-decoration: underline;
      }
      button.chosen {
        background: color-mix(in srgb, var(--wf-accent) 28%, transparent);
      }
      button.said {
        background: color-mix(in srgb, var(--wf-lane-speech) 30%, transparent);
      }
      button.marked {
        border-radius: 3px;
        background: color-mix(in srgb, var(--wf-warn) 30%, transparent);
        color: inherit;
      }
      .empty {
        padding: 1rem;
        color: var(--wf-muted);
      }
    `]}constructor(){super(),this.lines=null,this.positionMs=null,this.speakers=[],this.voices=new Map,this.keywords=[],this.speech=null,this.selection=null,this.selecting=!1,this.isFollowing=!0,this.middle=null,this.rendered=[0,0],this.reached=0,this.spoken=at([]),this.byLine=new Map,this.follow=()=>{this.isFollowing=!this.isFollowing,this.isFollowing&&(this.middle=null)},new ut(this,{isPicking:()=>this.selecting,words:()=>this.spoken.words,buttonOf:e=>this.renderRoot.querySelector(`[data-word="${e}"]`),reach:e=>this.reached=e,seek:e=>this.seek(e),choose:e=>this.dispatchEvent(new CustomEvent(`words`,{detail:e}))})}willUpdate(e){this.isFollowing&&e.has(`positionMs`)&&(this.middle=null),(e.has(`speech`)||e.has(`lines`))&&(this.spoken=this.speech??at(this.lines??[]),this.byLine=pt(this.spoken))}render(){return _`
      <div class="head">
        <h2>${b(`timeline.transcript`)}</h2>
        <button aria-pressed=${this.isFollowing} @click=${this.follow}>${b(`timeline.follow`)}</button>
      </div>
      ${this.renderLines()}
    `}updated(e){if(!this.isFollowing||!(e.has(`positionMs`)||e.has(`lines`)))return;let t=this.renderRoot.querySelector(`.current`),n=this.renderRoot.querySelector(`ol`);t!==null&&n!==null&&(n.scrollTop=t.offsetTop-n.offsetTop-n.clientHeight/3)}renderLines(){let{lines:e}=this;if(e===null)return _`<p class="empty" role="status">${b(`loading`)}</p>`;if(e.length===0)return _`<p class="empty">${b(`timeline.silent`)}</p>`;let t=this.positionMs===null?-1:K(e,this.positionMs),[n,r]=this.rendered=Qe(e,this.middle??t,dt),i=e.slice(n,r),a=i.map(({id:e})=>this.byLine.get(e)??[]),o=a.some(e=>e.includes(this.reached))?this.reached:(a[Math.max(0,t-n)]??[])[0]??-1;return _`<ol @scroll=${this.scrolled}>
      ${rt(i,({id:e})=>e,(e,r)=>this.renderLine(e,n+r===t,o))}
    </ol>`}async scrolled(e){let t=e.currentTarget,[n,r]=this.rendered,i=t.scrollHeight-t.scrollTop-t.clientHeight<ft,a=i?r<(this.lines?.length??0):t.scrollTop<ft&&n>0,o=[...t.children].find(e=>e.getBoundingClientRect().bottom>Y(t));if(!a||o===void 0)return;let s=Y(o);this.middle=i?r:n,await this.updateComplete,t.scrollTop+=Y(o)-s}renderLine(e,t,n){return _`<li class=${t?`current`:``} aria-current=${t?`true`:x}>
      <button class="time" @click=${()=>this.seek(e.start_ms)}>${F(e.start_ms)}</button>
      <p dir="auto">${this.renderSpeaker(e)} ${this.renderWords(e,t,n)}</p>
    </li>`}renderSpeaker({speaker:e,speaker_id:t}){let n=this.speakers.find(({id:t})=>t===e)?.name;if(n!==void 0)return _`<span class="speaker"><bdi>${n}</bdi>: </span>`;let r=e===null?this.voices.get(t??-1):void 0;if(r===void 0)return x;let i=b(`timeline.voice_title`,{number:String(r)});return _`<span class="speaker">
      <a href="speakers?voice=${t}" title=${i}>${b(`timeline.voice`,{number:String(r)})}</a>:
    </span>`}renderWords(e,t,n){let r=this.byLine.get(e.id)??[],i=r.map(e=>this.spoken.words[e]).filter(e=>e!==void 0),a=t?this.positionMs??0:-1,o=i.findIndex(({startMs:e,endMs:t})=>e<=a&&a<t),{startMs:s,endMs:c}=this.selection??{startMs:0,endMs:-1},l=e.start_ms<c&&e.end_ms>s,u=r.indexOf(n),d=l?[s,c]:[0,-1];return tt([this.spoken,this.keywords,e,o,u,...d],()=>{let e=Ze(i,this.keywords);return i.map((t,n)=>{let i=(t.startMs+t.endMs)/2,a=s<=i&&i<c,l={word:!0,said:n===o,chosen:a,marked:e[n]??!1};return _`<button
            class=${$e(l)}
            data-word=${r[n]??x}
            tabindex=${n===u?0:-1}
            aria-pressed=${a?`true`:x}
          >
            ${t.text}</button
          >${` `}`})})}seek(e){this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};N([u({attribute:!1})],J.prototype,`lines`,void 0),N([u({attribute:!1})],J.prototype,`positionMs`,void 0),N([u({attribute:!1})],J.prototype,`speakers`,void 0),N([u({attribute:!1})],J.prototype,`voices`,void 0),N([u({attribute:!1})],J.prototype,`keywords`,void 0),N([u({attribute:!1})],J.prototype,`speech`,void 0),N([u({attribute:!1})],J.prototype,`selection`,void 0),N([u({type:Boolean})],J.prototype,`selecting`,void 0),N([j()],J.prototype,`isFollowing`,void 0),N([j()],J.prototype,`middle`,void 0),N([j()],J.prototype,`reached`,void 0),J=N([v(`wf-transcript`)],J);function Y(e){return e.getBoundingClientRect().top}function pt({words:e}){let t=new Map;for(let[n,{lineId:r}]of e.entries()){let e=t.get(r);e===void 0?t.set(r,[n]):e.push(n)}return t}function mt(e){return e instanceof DOMException&&e.name===`AbortError`}var ht=class extends Ce{constructor(e){super({value:null,error:null}),this.read=e,this.reading=null,this.missed=[],this.load=async()=>{this.reading?.abort();let e=this.reading=new AbortController;this.missed=[];try{let t=await this.read(e.signal);e.signal.aborted||this.settle(this.missed.reduce((e,t)=>t(e),t))}catch(t){if(e.signal.aborted)return;this.reading=null,mt(t)||this.set({value:this.get().value,error:t instanceof Error?t:Error(String(t))})}}}settle(e){this.reading?.abort(),this.reading=null,this.set({value:e,error:null})}change(e){this.reading!==null&&this.missed.push(e);let{value:t,error:n}=this.get();t!==null&&this.set({value:e(t),error:n})}},gt=1e3,X=class extends S{constructor(...e){super(...e),this.entity=``,this.missing=null,this.caption=null,this.playerState=`idle`,this.refusal=null,this.still=null,this.loaded=null,this.player=null,this.stillS=0,this.orders=0}static{this.styles=[h,a,O,e`
      :host {
        display: flex;
        flex: 1 1 auto;
        flex-direction: column;
        min-height: 7rem;
      }
    `]}disconnectedCallback(){this.forget(),super.disconnectedCallback()}async show(e,t,n){let r=++this.orders;if(await this.updateComplete,r!==this.orders)return;let i=this.ensurePlayer();if(this.isLoaded(t))i.seek(t),n&&i.play();else{i.close(),this.loaded=ae(e,t),this.refusal=null,this.playerState=`loading`;try{let e=await new w(()=>this.hass,this.entity).playlist(this.loaded,t);r===this.orders&&i.open(e,t,{isPlaying:n})}catch(e){if(r!==this.orders)return;this.playerState=`idle`,this.refusal=k(e)}}}toggle(){this.player?.toggle()}pause(){this.player?.pause()}step(e){this.player?.step(e,0)}forget(){this.orders++,this.player?.stop(),this.player=this.loaded=this.still=this.refusal=null,this.playerState=`idle`}render(){let e=this.playerState===`unplayable`;return _`<div class="picture">
      <video
        playsinline
        ?hidden=${e}
        aria-label=${b(`card.recording_of`,{name:ue(this.hass,this.entity)})}
        @click=${()=>this.toggle()}
      ></video>
      ${e?this.renderStill():x}
      ${this.caption===null?x:_`<p class="caption" dir="auto">${this.caption}</p>`} ${this.renderCover()}
    </div>`}renderStill(){return _`${this.still===null?x:_`<img src=${this.still} alt="" />`}
      <p class="over note" role="status">${b(`timeline.unplayable`)}</p>`}renderCover(){let{missing:e}=this,t=e?.text??this.refusal??_t(this.playerState);return t===null?_`<slot></slot>`:_`<div class="cover" role="status">
      <p>${t}</p>
      ${e?.nextMs==null?x:_`<button @click=${()=>void this.dispatchEvent(new CustomEvent(`next`,{detail:e?.nextMs??0}))}>${b(`timeline.next`)}</button>`}
    </div>`}isLoaded(e){return(this.playerState===`ready`||this.playerState===`unplayable`)&&this.loaded!==null&&e>=this.loaded.startMs&&e<this.loaded.endMs}ensurePlayer(){if(this.player!==null)return this.player;let e=(e,t)=>void this.dispatchEvent(new CustomEvent(e,{detail:t})),t=new r(this.video,()=>e(`finished`,this.loaded?.endMs));return t.state.subscribe(e=>this.playerState=e),t.playing.subscribe(t=>e(`playing`,t)),t.position.subscribe(t=>{t!==null&&(this.playerState===`unplayable`&&this.showStill(Math.floor(t/gt)),e(`position`,t))}),this.player=t}async showStill(e){if(e!==this.stillS){this.stillS=e;try{let t=await new w(()=>this.hass,this.entity).picture(e*gt);e===this.stillS&&(this.still=t)}catch{this.still=null}}}};N([u({attribute:!1})],X.prototype,`hass`,void 0),N([u({attribute:!1})],X.prototype,`entity`,void 0),N([u({attribute:!1})],X.prototype,`missing`,void 0),N([u({attribute:!1})],X.prototype,`caption`,void 0),N([j()],X.prototype,`playerState`,void 0),N([j()],X.prototype,`refusal`,void 0),N([j()],X.prototype,`still`,void 0),N([d(`video`)],X.prototype,`video`,void 0),X=N([v(`wf-card-recorded`)],X);function _t(e){return e===`loading`?b(`loading`):e===`failed`||e===`offline`||e===`missing`?b(`timeline.failed`):null}var vt=1e3,Z=class extends S{constructor(...e){super(...e),this.entity=``,this.found=null,this.problem=null,this.asked=0}static{this.styles=[h,a,i,e`
      :host {
        display: block;
        flex: none;
      }
      form {
        display: flex;
        gap: 0.4rem;
      }
      input {
        flex: 1;
        min-width: 0;
      }
      ol {
        max-height: 12rem;
        margin: 0.4rem 0 0;
        overflow-y: auto;
        padding: 0;
        list-style: none;
      }
      li button {
        display: block;
        width: 100%;
        padding: 0.35rem 0.75rem;
        border-radius: 8px;
        text-align: start;
        font-weight: 400;
      }
      .when {
        color: var(--wf-muted);
        font-size: 0.8125rem;
      }
      p {
        margin: 0.4rem 0 0;
      }
    `]}willUpdate(e){e.has(`entity`)&&this.clear()}render(){return _`
      <form role="search" @submit=${this.submitted}>
        <input
          type="search"
          name="text"
          aria-label=${b(`card.search`)}
          placeholder=${b(`card.search`)}
          maxlength="200"
        />
        ${this.found===null?x:_`<button type="reset" class="plain round" aria-label=${b(`card.search_end`)} @click=${this.clear}>
                ${f(se)}
              </button>`}
      </form>
      <div role="status">
        ${this.problem===null?x:_`<p>${this.problem}</p>`}
        ${this.found===null?x:_`<p class="when">${b(`card.hits`,{count:this.found.lines.length})}</p>`}
      </div>
      ${this.found===null||this.found.lines.length===0?x:_`<ol aria-label=${b(`card.search`)}>
              ${this.found.lines.map(e=>this.renderHit(e))}
            </ol>`}
    `}renderHit(e){let t=(e.instants_ms[0]??e.start_ms)-vt,r=()=>void this.dispatchEvent(new CustomEvent(`seek`,{detail:t})),i=this.found?.names[e.speaker??``];return _`<li>
      <button class="plain" @click=${r}>
        <span class="when">${n(e.start_ms)}, ${F(e.start_ms)}</span>
        <span dir="auto">${i===void 0?``:`${i}: `}${e.text}</span>
      </button>
    </li>`}async submitted(e){e.preventDefault();let t=new FormData(e.target).get(`text`);if(typeof t!=`string`||t.trim()===``)return;let n=++this.asked;try{let e=await new w(()=>this.hass,this.entity).search(t.trim());if(n!==this.asked)return;this.found=e,this.problem=null}catch(e){n===this.asked&&(this.problem=k(e))}}clear(){this.asked++,this.found=this.problem=null}};N([u({attribute:!1})],Z.prototype,`hass`,void 0),N([u({attribute:!1})],Z.prototype,`entity`,void 0),N([j()],Z.prototype,`found`,void 0),N([j()],Z.prototype,`problem`,void 0),Z=N([v(`wf-card-search`)],Z);var yt=e`
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 0.5rem;
    min-height: 0;
    padding-bottom: 0.5rem;
  }
  .controls,
  .chips,
  wf-card-search {
    padding-inline: 0.75rem;
  }
  .controls {
    flex: none;
  }
  .bar {
    display: flex;
    align-items: center;
    margin-bottom: 0.25rem;
  }
  .bar .time {
    flex: 1;
    padding: 0 0.4rem;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .bar button.round {
    width: 2.25rem;
    min-height: 2.25rem;
  }
  wf-transcript {
    flex: 1 1 14rem;
    min-height: 8rem;
    max-height: var(--wf-transcript-height, 26rem);
    margin-inline: 0.75rem;
  }
  .wait {
    margin: 0;
    padding: 0.75rem;
    color: var(--wf-muted);
  }
  .problem {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
    color: var(--wf-text);
  }
`,Q=6e4,bt=[`seek`,`edge`,`neighbour`,`zoom`,`frame`,`play`,`list`];function xt(e){return bt.some(t=>t===e.kind)}var St=class extends ht{hear({line:e,name:t}){e!==null&&this.change(n=>{if(n.lines.some(({id:t,version:n,speaker:r})=>t===e.id&&n===e.version&&r===e.speaker))return n;let r=t===null||e.speaker===null?n.names:{...n.names,[e.speaker]:t};return{...n,lines:Ye(n.lines,e),names:r}})}},$=class extends S{static{this.styles=[h,a,O,yt]}constructor(){super(),this.entity=``,this.mode=`timeline`,this.day=null,this.now=null,this.theme=0,this.view=null,this.positionMs=null,this.missing=null,this.isPlaying=!1,this.isList=!1,this.store=new St(()=>this.read()),this.span={startMs:0,endMs:1},this.failures=0,this.thumbnail=e=>{let t=this.store.get().value;return t===null||!A(t.lanes,e)?null:this.camera().picture(e).catch(()=>null)},this.pressed=e=>{let[t]=e.composedPath();if(e.key===` `&&t instanceof HTMLButtonElement)return;let n=De(e);n!==null&&xt(n)&&(e.preventDefault(),e.stopPropagation(),this.act(n))},new ee(this,()=>[this.store])}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.refresh()}disconnectedCallback(){clearTimeout(this.timer),super.disconnectedCallback()}async refresh(){if(clearTimeout(this.timer),await this.store.load(),!this.isConnected)return;let{error:e}=this.store.get();this.failures=e===null?0:this.failures+1;let t=e===null?Q:s(this.failures+2);clearTimeout(this.timer),(e!==null||this.day===null)&&(this.timer=setTimeout(()=>void this.refresh(),t))}willUpdate(e){e.has(`entity`)||e.has(`day`)?(this.recorded?.forget(),this.view=this.positionMs=this.missing=null,this.store.set({value:null,error:null}),this.refresh()):e.has(`now`)&&this.now!==null&&this.heard(this.now,e.get(`now`)??null)}render(){let{value:e,error:t}=this.store.get();return _`
      ${this.mode===`timeline`||this.positionMs!==null?this.renderPicture(e):x}
      ${t===null||this.now?.is_available===!1?x:this.renderError(t)}
      ${e===null?t===null?_`<p class="wait" role="status">${b(`loading`)}</p>`:x:this.renderRange(e)}
    `}renderRange(e){return _`
      ${this.mode===`timeline`?this.renderTimeline(e):x}
      ${this.config.people&&e.people.length>0?this.renderPeople(e):x}
      ${this.mode===`transcript`?this.renderTranscript(e):x}
    `}renderPicture(e){let{positionMs:t}=this,n=e===null||t===null?null:qe(e.lines,t);return _`<wf-card-recorded
      .hass=${this.hass}
      .entity=${this.entity}
      .missing=${this.missing}
      .caption=${this.mode===`timeline`?n?.text??null:null}
      @keydown=${this.pressed}
      @position=${e=>this.moved(e.detail)}
      @playing=${e=>this.isPlaying=e.detail}
      @finished=${e=>this.goOn(e.detail)}
      @next=${e=>this.seek(e.detail)}
    >
      ${e===null||t!==null?x:this.renderInvitation(e)}
    </wf-card-recorded>`}renderInvitation(e){if(e.lanes.recorded.starts.length>0)return _`<button class="invitation" @click=${()=>this.begin(e)}>
        ${f(T)}${b(`card.play_newest`)}
      </button>`;let t=M(this.hass,this.entity,`switch.recording`);return _`<p class="invitation">${b(t?`card.not_recording`:`card.nothing_recorded`)}</p>`}renderTimeline(e){let t=this.view??this.span,{lanes:n}=e,r=e=>this.seek(e.detail),i=this.config.lanes.filter(e=>e!==`motion`||n.motion!==null);return _`<div class="controls" @keydown=${this.pressed}>
      ${this.renderBar()}
      ${this.isList?_`<wf-event-list .items=${L(this.chosen(e),null,Date.now())} @seek=${r}></wf-event-list>`:_`<wf-lanes
              embedded
              .lanes=${n}
              .shown=${i}
              .gaps=${e.gaps}
              .view=${t}
              .day=${this.span}
              .positionMs=${this.positionMs}
              .theme=${this.theme}
              .picture=${this.thumbnail}
              @seek=${r}
              @view=${e=>this.view=e.detail}
            ></wf-lanes>`}
    </div>`}chosen({lanes:e,gaps:t}){let n=(e,t)=>this.config.lanes.includes(e)?t:D;return{lanes:{recorded:n(`recorded`,e.recorded),motion:n(`motion`,e.motion??D),speech:n(`speech`,e.speech),visits:n(`visits`,e.visits)},gaps:this.config.lanes.includes(`recorded`)?t:[]}}renderBar(){let e=(e,t,n)=>_`<button class="plain round" aria-label=${e} title=${e} @click=${n}>${f(t)}</button>`;return _`<div class="bar">
      ${e(b(`card.previous`),ye,()=>this.act({kind:`neighbour`,direction:-1}))}
      ${this.isPlaying?e(b(`timeline.pause`),de,()=>this.recorded?.pause()):e(b(`timeline.play`),T,()=>this.act({kind:`play`}))}
      ${e(b(`card.next`),ge,()=>this.act({kind:`neighbour`,direction:1}))}
      <span class="time">${this.positionMs===null?``:F(this.positionMs)}</span>
      ${e(b(`timeline.zoom_out`),he,()=>this.act({kind:`zoom`,factor:2}))}
      ${e(b(`timeline.zoom_in`),_e,()=>this.act({kind:`zoom`,factor:.5}))}
      <button
        class="plain round"
        aria-label=${b(`card.list`)}
        title=${b(`card.list`)}
        aria-pressed=${this.isList}
        @click=${()=>this.act({kind:`list`})}
      >
        ${f(be)}
      </button>
    </div>`}renderPeople({people:e}){return _`<ul class="chips" aria-label=${b(`card.people`)}>
      ${e.map(({name:e,at_ms:t,is_here:n,picture:r})=>{let i=e??b(`card.stranger`);return _`<li>
          <button @click=${()=>this.seek(t)}>
            <img src=${this.hass.hassUrl(r)} alt="" loading="lazy" />
            <span dir="auto">${i}</span><span>${n?b(`card.now`):F(t)}</span>
            <span class="hidden-text">${b(`card.play_from`)}</span>
          </button>
        </li>`})}
    </ul>`}renderTranscript(e){let{lines:t,names:n}=e,r=t.length===0&&M(this.hass,this.entity,`switch.transcription`);return _`
      <wf-card-search
        .hass=${this.hass}
        .entity=${this.entity}
        @seek=${e=>this.seek(e.detail)}
      ></wf-card-search>
      ${r?_`<p class="wait">${b(`card.not_transcribed`)}</p>`:x}
      <wf-transcript
        .lines=${t}
        .speakers=${Object.entries(n).map(([e,t])=>({id:e,name:t}))}
        .keywords=${this.config.keywords}
        .positionMs=${this.positionMs??t.at(-1)?.start_ms??null}
        @seek=${e=>this.seek(e.detail)}
      ></wf-transcript>
    `}renderError(e){return _`<p class="wait problem" role="alert">
      ${e.message} <button @click=${()=>void this.refresh()}>${b(`card.retry`)}</button>
    </p>`}camera(){return new w(()=>this.hass,this.entity)}async read(){let e=this.day===null?ve(this.config.hours,Date.now()):wt(this.day);try{let t=await this.camera().range(e,this.config.transcript_lines),n=this.view===null||this.view.endMs-this.view.startMs>=this.span.endMs-this.span.startMs;return this.span=e,n&&(this.view=null),t}catch(e){throw Error(k(e),{cause:e})}}heard(e,t){this.day===null&&this.store.hear(e);let n=t!==null&&!t.is_available&&e.is_available,r=t!==null&&t.visits.length!==e.visits.length;(n||r&&this.day===null)&&this.refresh()}begin({lanes:e}){let{starts:t,ends:n}=e.recorded,[r,i]=[t.at(-1),n.at(-1)];r!==void 0&&i!==void 0&&this.seek(Math.max(r,i-6e4),!0)}seek(e,t=!0){let n=this.store.get().value;if(n===null)return;let r=Math.round(e),i=r>=this.span.startMs&&r<this.span.endMs;this.positionMs=r,this.missing=i?Ct(n,r):null,this.view!==null&&i&&(this.view=ie(this.view,this.span,r)),this.missing===null?this.show(i?this.span:{startMs:r-Q,endMs:r+Q},t):this.recorded?.pause()}async show(e,t){await this.updateComplete,this.positionMs!==null&&await this.recorded?.show(e,this.positionMs,t)}moved(e){this.missing===null&&(this.positionMs=e,this.view!==null&&this.isPlaying&&(this.view=ie(this.view,this.span,e)))}goOn(e){let t=this.store.get().value?.lanes;if(t===void 0)return;let n=A(t,e)?e:t.recorded.starts[oe(t.recorded,e)];n!==void 0&&n<this.span.endMs&&this.seek(n)}act(e){let t=this.store.get().value;if(t===null)return;let n=this.positionMs??this.span.endMs;switch(e.kind){case`zoom`:this.view=y(this.view??this.span,this.span,n,e.factor);break;case`frame`:this.recorded?.step(e.direction);break;case`list`:this.isList=!this.isList;break;case`play`:this.playOrPause(t);break;default:this.go(t,n,e)}}playOrPause(e){this.positionMs===null?this.begin(e):this.recorded?.toggle()}go(e,t,n){let{startMs:r,endMs:i}=this.span;if(n.kind===`seek`)this.seek(Math.min(Math.max(t+n.byMs,r),i-1),this.isPlaying);else if(n.kind===`neighbour`){let r=me([e.lanes.speech,e.lanes.visits],t,n.direction);r!==null&&this.seek(r)}else n.end?this.begin(e):this.seek(e.lanes.recorded.starts[0]??r,this.isPlaying)}};N([u({attribute:!1})],$.prototype,`hass`,void 0),N([u({attribute:!1})],$.prototype,`entity`,void 0),N([u({attribute:!1})],$.prototype,`config`,void 0),N([u()],$.prototype,`mode`,void 0),N([u({attribute:!1})],$.prototype,`day`,void 0),N([u({attribute:!1})],$.prototype,`now`,void 0),N([u({attribute:!1})],$.prototype,`theme`,void 0),N([j()],$.prototype,`view`,void 0),N([j()],$.prototype,`positionMs`,void 0),N([j()],$.prototype,`missing`,void 0),N([j()],$.prototype,`isPlaying`,void 0),N([j()],$.prototype,`isList`,void 0),N([d(`wf-card-recorded`)],$.prototype,`recorded`,void 0),$=N([v(`wf-card-day`)],$);function Ct({lanes:e,gaps:t},n){if(A(e,n))return null;let r=ce(t,n),i=e.recorded.starts[oe(e.recorded,n)]??null;return{text:r===null?b(`timeline.unrecorded`):Te(r),nextMs:i}}function wt({start_ms:e,end_ms:t}){return{startMs:e,endMs:Math.min(t,Date.now())}}export{$ as CardDay};