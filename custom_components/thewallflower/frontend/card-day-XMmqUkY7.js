import{A as e,B as t,C as n,D as r,E as i,F as a,G as o,H as s,I as c,J as l,K as u,L as d,M as f,N as p,O as m,P as h,Q as ee,R as g,S as te,T as ne,U as re,V as _,W as v,X as ie,Y as ae,Z as oe,_ as se,a as y,b,c as ce,d as x,f as le,g as ue,h as S,i as de,j as fe,k as C,l as w,m as pe,n as T,o as E,p as D,q as me,r as he,s as ge,t as O,u as _e,v as ve,w as k,x as ye,y as be,z as A}from"./wallflower-card.js";function xe({start_ms:e,end_ms:t,reason:n}){return h(`timeline.gap_between`,{start:f(e),end:f(t??Date.now()),reason:h(`gap.${n}`)})}var j=200;function M({lanes:e,gaps:t},n,r){return[...N(e.recorded,h(`timeline.lane.recorded`)),...N(e.motion??w,h(`timeline.lane.motion`)),...N(e.speech,h(`timeline.lane.speech`)),...n===null?N(e.visits,h(`timeline.lane.visits`)):n.map(({start_ms:e,end_ms:t,name:n,verdict:i})=>({atMs:e,lengthMs:(t??r)-e,text:n??h(`timeline.visit.${i===`unsure`?`unsure`:`unknown`}`)})),...t.map(({start_ms:e,end_ms:t,reason:n})=>({atMs:e,lengthMs:(t??r)-e,text:h(`timeline.gap`,{reason:h(`gap.${n}`)})}))].sort((e,t)=>e.atMs-t.atMs)}function N({starts:e,ends:t},n){return Array.from(e,(e,r)=>({atMs:e,lengthMs:(t[r]??e)-e,text:n}))}var P=class extends A{constructor(...e){super(...e),this.visits=null,this.positionMs=null,this.page=null,this.items=[]}static{this.styles=[i,k,v`
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
    `]}willUpdate(e){(e.has(`data`)||e.has(`visits`))&&(this.items=M(this.data,this.visits,Date.now()))}render(){if(this.items.length===0)return s`<p>${h(`timeline.empty_day`)}</p>`;let e=Math.floor((this.items.length-1)/j),n=Math.min(this.page??Se(this.items,this.positionMs),e);return s`
      <ol aria-label=${h(`timeline.list`)}>
        ${this.items.slice(n*j,(n+1)*j).map(({atMs:e,lengthMs:t,text:n})=>s`<li>
              <button class="plain" @click=${()=>this.seek(e)}>
                <span class="time">${C(e)}</span><bdi>${n}</bdi
                ><span class="length">${fe(t)}</span>
              </button>
            </li>`)}
      </ol>
      ${e===0?t:this.renderPages(n,e)}
    `}renderPages(e,t){let{items:n}=this,r=e*j,i=Math.min(n.length,r+j);return s`<footer>
      <button ?disabled=${e===0} @click=${()=>this.page=e-1}>${h(`timeline.list_earlier`)}</button>
      <p role="status">${h(`timeline.list_part`,{from:r+1,to:i,count:n.length})}</p>
      <button ?disabled=${e===t} @click=${()=>this.page=e+1}>${h(`timeline.list_later`)}</button>
    </footer>`}seek(e){this.page=null,this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};O([g({attribute:!1})],P.prototype,`data`,void 0),O([g({attribute:!1})],P.prototype,`visits`,void 0),O([g({attribute:!1})],P.prototype,`positionMs`,void 0),O([d()],P.prototype,`page`,void 0),P=O([m(`wf-event-list`)],P);function Se(e,t){let n=t===null?0:e.findIndex(e=>e.atMs>t);return Math.floor(Math.max(0,(n<0?e.length:n)-1)/j)}var F={PageUp:{kind:`seek`,byMs:-36e5},PageDown:{kind:`seek`,byMs:36e5},Home:{kind:`edge`,end:!1},End:{kind:`edge`,end:!0},"+":{kind:`zoom`,factor:.5},"=":{kind:`zoom`,factor:.5},"-":{kind:`zoom`,factor:2},n:{kind:`neighbour`,direction:1},p:{kind:`neighbour`,direction:-1},",":{kind:`frame`,direction:-1},".":{kind:`frame`,direction:1},"<":{kind:`speed`,direction:-1},">":{kind:`speed`,direction:1}," ":{kind:`play`},k:{kind:`play`},c:{kind:`captions`},l:{kind:`list`},g:{kind:`live`},s:{kind:`select`},e:{kind:`export`},Escape:{kind:`clear`},"/":{kind:`search`},"?":{kind:`help`}},Ce={KeyI:`start`,KeyO:`end`,i:`start`,o:`end`};function we(e){let{key:t,altKey:n,ctrlKey:r,metaKey:i}=e;if(i)return null;let a=Te(e);if(a!==void 0&&!r)return{kind:`mark`,edge:a,isFree:n};if(n)return null;let o=[`ArrowLeft`,`ArrowRight`].indexOf(t);return o>=0?{kind:`seek`,byMs:(o===0?-1:1)*Ee(e)}:r?null:F[t]??F[t.toLowerCase()]??null}function Te({key:e,code:t,altKey:n}){return Ce[e.toLowerCase()]??(n?Ce[t??``]:void 0)}function Ee({shiftKey:e,ctrlKey:t}){return t?6e4:e?1e3:1e4}var De=4,Oe=600,ke=class{constructor(e){this.surface=e,this.pointers=new Map,this.pressedPx=null,this.wheel=e=>{let{surface:t}=this;if(!t.takesWheel(e))return;e.preventDefault();let n=t.view();if(e.shiftKey||Math.abs(e.deltaX)>Math.abs(e.deltaY)){let r=e.deltaX===0?e.deltaY:e.deltaX;t.show(ue(n,t.day(),r*this.msPerPx()))}else t.show(b(n,t.day(),this.instantAt(e.clientX),2**(e.deltaY/Oe)))},this.down=e=>{e.button===0&&(this.pointers.set(e.pointerId,e.clientX),this.pressedPx=this.pointers.size===1?e.clientX:null,this.surface.element.setPointerCapture(e.pointerId))},this.move=e=>{let t=this.pointers.get(e.pointerId);if(t===void 0)return;let{surface:n}=this;if(this.pressedPx!==null&&Math.abs(e.clientX-this.pressedPx)<De)return;this.pressedPx=null;let r=this.shares();this.pointers.set(e.pointerId,e.clientX),this.pointers.size===1?n.show(ue(n.view(),n.day(),(t-e.clientX)*this.msPerPx())):this.pointers.size===2&&n.show(se(n.view(),n.day(),r,this.shares()))},this.up=e=>{this.pointers.has(e.pointerId)&&this.pressedPx!==null&&this.surface.seek(this.instantAt(e.clientX)),this.cancel(e)},this.cancel=e=>{this.pointers.delete(e.pointerId),this.pressedPx=null};let{element:t}=e;t.addEventListener(`wheel`,this.wheel,{passive:!1}),t.addEventListener(`pointerdown`,this.down),t.addEventListener(`pointermove`,this.move),t.addEventListener(`pointerup`,this.up),t.addEventListener(`pointercancel`,this.cancel)}instantAt(e){let{left:t,width:n}=this.surface.element.getBoundingClientRect(),{startMs:r,endMs:i}=this.surface.view();return r+(e-t)/n*(i-r)}msPerPx(){let{startMs:e,endMs:t}=this.surface.view();return(t-e)/this.surface.element.getBoundingClientRect().width}shares(){let{left:e,width:t}=this.surface.element.getBoundingClientRect(),[n=0,r=0]=[...this.pointers.values()].map(n=>(n-e)/t);return[n,r]}},Ae=78,je=8,Me=[`recorded`,`motion`,`speech`,`visits`];function I(e){return 24+e*40}function Ne(e){return 24+e*40}function Pe(e,t,n,r){e.clearRect(0,0,t,I(n.shown.length)),Ie(e,t,n,r);let i=new Float32Array(t);for(let[a,o]of n.shown.entries()){let s=Ne(a);e.fillStyle=r.track,e.fillRect(0,s,t,34),e.fillStyle=r[o],Fe(e,n.lanes[o]??w,n.view,i,s,o===`recorded`)}Le(e,t,n,r)}function Fe(e,t,n,r,i,a){_e(t,n,r);let o=0,s=0;for(let t=0;t<=r.length;t++){let n=r[t]??0,c=n===0?0:a?34:Math.max(4,Math.round(Math.sqrt(n)*34));c===s&&t<r.length||(s>0&&e.fillRect(o,i+34-s,t-o,s),o=t,s=c)}}function Ie(e,t,n,r){let{stepMs:i,atMs:a}=be(n.view,n.day,Math.max(2,Math.floor(t/Ae)));e.font=`12px system-ui, sans-serif`,e.textBaseline=`middle`;let o=0;for(let s of a){let a=Math.round((s-n.view.startMs)/S(n.view)*t);e.fillStyle=r.line,e.fillRect(a,19,1,I(n.shown.length)),e.fillStyle=r.text;let c=n.label(s,i),l=e.measureText(c).width,u=Math.min(Math.max(0,a-l/2),t-l);u<o||(e.fillText(c,u,10),o=u+l+je)}}function Le(e,t,n,r){let i=Re(e,r.text);if(i===null)return;let a=t/S(n.view);e.fillStyle=i;let o=I(n.shown.length)-24;for(let r of n.gaps){let i=Math.max(0,Math.round((r.start_ms-n.view.startMs)*a)),s=Math.min(r.end_ms??n.nowMs,n.nowMs),c=Math.min(t,Math.round((s-n.view.startMs)*a));c>0&&i<t&&e.fillRect(i,24,Math.max(1,c-i),o)}}var L=null;function Re(e,t){return L?.colour!==t&&(L={colour:t,pattern:ze(e,t)}),L.pattern}function ze(e,t){let n=document.createElement(`canvas`);n.width=n.height=8;let r=n.getContext(`2d`);if(r===null)return null;r.strokeStyle=t,r.globalAlpha=.35,r.lineWidth=1.5,r.beginPath();for(let e of[-8,0,8])r.moveTo(e,8),r.lineTo(e+8,0);return r.stroke(),e.createPattern(n,`repeat`)}function Be(e,[t,n],r,i,a){if(i===null)return;let o=t/S(r),s=Math.round((i.startMs-r.startMs)*o),c=Math.max(s+2,Math.round((i.endMs-r.startMs)*o)),[l,u]=[Math.max(0,s),Math.min(t,c)];u<=l||(e.fillStyle=a.chosen,e.globalAlpha=.22,e.fillRect(l,0,u-l,n),e.globalAlpha=1,e.fillRect(l,0,u-l,3))}function Ve(e,[t,n],r,i,a){if(i===null||i<r.startMs||i>r.endMs)return;let o=Math.round((i-r.startMs)/S(r)*t);e.fillStyle=a.accent,e.fillRect(o-1,18,2,n),e.beginPath(),e.arc(o,18,5,0,2*Math.PI),e.fill()}var He=6e4,Ue=120,We=new Set([`positionMs`,`selection`,`hover`]),R=class extends A{constructor(...e){super(...e),this.shown=Me,this.gaps=[],this.positionMs=null,this.selection=null,this.theme=0,this.picture=()=>null,this.embedded=!1,this.hover=null,this.widthPx=0,this.palette=null,this.size=new ResizeObserver(([e])=>{this.widthPx=Math.floor(e?.contentRect.width??0)})}static{this.styles=[i,v`
      :host {
        position: relative;
        display: block;
      }
      .surface {
        position: absolute;
        inset: 0;
        border-radius: 6px;
        cursor: pointer;
        touch-action: pan-y;
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        pointer-events: none;
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
    `]}connectedCallback(){super.connectedCallback(),this.size.observe(this)}disconnectedCallback(){this.size.unobserve(this),clearTimeout(this.hovering),super.disconnectedCallback()}render(){return s`
      <div
        class="surface"
        role="slider"
        tabindex="0"
        aria-label=${h(`timeline.label`)}
        aria-valuemin=${this.day.startMs}
        aria-valuemax=${this.day.endMs}
        aria-valuenow=${this.positionMs??this.day.startMs}
        aria-valuetext=${this.positionMs===null?h(`timeline.nothing`):p(this.positionMs)}
        @pointermove=${this.moved}
        @pointerleave=${this.left}
      >
        <canvas class="back"></canvas>
        <canvas class="front"></canvas>
      </div>
      ${this.shown.map((e,t)=>s`<span class="name" style="top: ${Ne(t)+2}px" aria-hidden="true"
            >${this.lanes[e]===null?h(`timeline.no_motion`):h(`timeline.lane.${e}`)}</span
          >`)}
      ${this.hover===null?t:this.renderHover(this.hover)}
    `}firstUpdated(){this.gestures=new ke({element:this.surface,takesWheel:({ctrlKey:e})=>e||!this.embedded,view:()=>this.view,day:()=>this.day,show:e=>this.dispatchEvent(new CustomEvent(`view`,{detail:e})),seek:e=>this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))})}updated(e){if(e.has(`shown`)&&(this.style.height=`${I(this.shown.length)}px`),e.has(`theme`)&&(this.palette=null),this.widthPx===0)return;let t=this.palette??=Ke(this),n=[...e.keys()];if(n.every(e=>e===`hover`))return;if(!n.every(e=>We.has(e))){let{shown:e}=this,n={lanes:this.lanes,shown:e,gaps:this.gaps,view:this.view,day:this.day,nowMs:Date.now(),label:Ge};Pe(this.contextOf(this.back),this.widthPx,n,t)}let[r,i]=[this.contextOf(this.front),this.sizePx()];r.clearRect(0,0,...i),Be(r,i,this.view,this.selection,t),Ve(r,i,this.view,this.positionMs,t)}renderHover({leftPx:e,atMs:n,picture:r}){return s`<figure style="left: ${e}px" aria-hidden="true">
      ${r===null?t:s`<img src=${r} alt="" />`}
      <figcaption>${C(n)}</figcaption>
    </figure>`}moved(e){if(e.pointerType!==`mouse`||e.buttons!==0){this.left();return}let t=this.gestures.instantAt(e.clientX),{left:n}=this.getBoundingClientRect(),r=Math.min(Math.max(0,e.clientX-n-100),this.widthPx-200);this.hover={leftPx:r,atMs:t,picture:this.hover?.picture??null},clearTimeout(this.hovering),this.hovering=setTimeout(()=>void this.show(r,t),Ue)}async show(e,t){let n=await this.picture(t);this.hover?.atMs===t&&(this.hover={leftPx:e,atMs:t,picture:n})}sizePx(){return[this.widthPx,I(this.shown.length)]}contextOf(e){let t=devicePixelRatio,[n,r]=this.sizePx().map(e=>Math.round(e*t));e.width!==n&&(e.width=n),e.height!==r&&(e.height=r);let i=e.getContext(`2d`);if(i===null)throw Error(`this browser cannot draw`);return i.setTransform(t,0,0,t,0,0),i}left(){clearTimeout(this.hovering),this.hover=null}};O([g({attribute:!1})],R.prototype,`lanes`,void 0),O([g({attribute:!1})],R.prototype,`shown`,void 0),O([g({attribute:!1})],R.prototype,`gaps`,void 0),O([g({attribute:!1})],R.prototype,`view`,void 0),O([g({attribute:!1})],R.prototype,`day`,void 0),O([g({attribute:!1})],R.prototype,`positionMs`,void 0),O([g({attribute:!1})],R.prototype,`selection`,void 0),O([g({attribute:!1})],R.prototype,`theme`,void 0),O([g({attribute:!1})],R.prototype,`picture`,void 0),O([g({type:Boolean})],R.prototype,`embedded`,void 0),O([d()],R.prototype,`hover`,void 0),O([d()],R.prototype,`widthPx`,void 0),O([c(`.surface`)],R.prototype,`surface`,void 0),O([c(`.back`)],R.prototype,`back`,void 0),O([c(`.front`)],R.prototype,`front`,void 0),R=O([m(`wf-lanes`)],R);function Ge(e,t){return t<He?C(e):f(e)}function Ke(e){let t=getComputedStyle(e),n=e=>t.getPropertyValue(`--wf-${e}`).trim();return{recorded:n(`lane-recording`),motion:n(`lane-motion`),speech:n(`lane-speech`),visits:n(`lane-faces`),text:n(`muted`),line:n(`line`),track:n(`page`),accent:n(`bad`),chosen:n(`accent`)}}function z(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]?.start_ms??0)<=t?n=i+1:r=i}return n-1}function qe(e,t){let n=e[z(e,t)];return n!==void 0&&t<=n.end_ms+Je?n:null}var Je=1500;function Ye(e,t){let n=e.filter(({id:e})=>e!==t.id),r=z(n,t.start_ms)+1;return[...n.slice(0,r),t,...n.slice(r)]}function Xe(e,t){let n=t.map(e=>e.trim().replace(/[.*+?^${}()|[\]\\]/g,`\\$&`)).filter(Boolean);return n.length===0?[e]:e.split(RegExp(`(?<![\\p{L}\\p{N}])(${n.join(`|`)})(?![\\p{L}\\p{N}])`,`iu`))}function Ze(e,t){if(t.length===0)return e.map(()=>!1);let n=[],r=0;for(let[i,a]of Xe(e.map(({text:e})=>e).join(` `),t).entries())i%2==1&&n.push([r,r+a.length]),r+=a.length;let i=0;return e.map(({text:e})=>{let[t,r]=[i,i+e.length];return i=r+1,n.some(([e,n])=>e<r&&n>t)})}function Qe(e,t,n){let r=Math.max(0,Math.min(t-n/2,e.length-n));return[r,Math.min(e.length,r+n)]}var $e={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},B=e=>(...t)=>({_$litDirective$:e,values:t}),V=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},et=B(class extends V{constructor(e){if(super(e),e.type!==$e.ATTRIBUTE||e.name!==`class`||e.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(e){return` `+Object.keys(e).filter(t=>e[t]).join(` `)+` `}update(e,[t]){if(this.st===void 0){this.st=new Set,e.strings!==void 0&&(this.nt=new Set(e.strings.join(` `).split(/\s/).filter(e=>e!==``)));for(let e in t)t[e]&&!this.nt?.has(e)&&this.st.add(e);return this.render(t)}let n=e.element.classList;for(let e of this.st)e in t||(n.remove(e),this.st.delete(e));for(let e in t){let r=!!t[e];r===this.st.has(e)||this.nt?.has(e)||(r?(n.add(e),this.st.add(e)):(n.remove(e),this.st.delete(e)))}return _}}),tt={},nt=B(class extends V{constructor(){super(...arguments),this.ot=tt}render(e,t){return t()}update(e,[t,n]){if(Array.isArray(t)){if(Array.isArray(this.ot)&&this.ot.length===t.length&&t.every((e,t)=>e===this.ot[t]))return _}else if(this.ot===t)return _;return this.ot=Array.isArray(t)?Array.from(t):t,this.render(t,n)}}),{I:rt}=re,it=e=>e,H=()=>document.createComment(``),U=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new rt(r.insertBefore(H(),i),r.insertBefore(H(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=it(e).nextSibling;it(r).insertBefore(e,i),e=t}}}return n},W=(e,t,n=e)=>(e._$AI(t,n),e),at={},ot=(e,t=at)=>e._$AH=t,st=e=>e._$AH,G=e=>{e._$AR(),e._$AA.remove()},K=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},ct=B(class extends V{constructor(e){if(super(e),e.type!==$e.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=st(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=W(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=W(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=W(i[d],a[m]),U(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=W(i[f],a[p]),U(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=K(o,p,m),u=K(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=U(e,i[d]);W(t,a[p]),c[p]=t}else c[p]=W(n,a[p]),U(e,i[d],n),i[t]=null;p++}else G(i[f]),f--}else G(i[d]),d++;for(;p<=m;){let t=U(e,c[m+1]);W(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&G(e)}return this.ut=o,ot(e,c),_}}),lt=/[.!?…。！？؟।]["'”’»）)\]]*$/u;function ut(e){let t=[],n=[];for(let r of e){let e=dt(r);t.push(...e),n.push(...ft(e))}return t.sort((e,t)=>e.startMs-t.startMs||e.endMs-t.endMs),{words:t,edges:{word:pt(t),sentence:pt(n)}}}function dt({id:e,start_ms:t,end_ms:n,text:r,words:i}){return(i.length>0?i:[{text:r,start_ms:t,end_ms:n}]).map(t=>({text:t.text.trim(),startMs:t.start_ms,endMs:Math.max(t.start_ms,t.end_ms),lineId:e}))}function ft(e){let t=[],n=null;for(let[r,{text:i,startMs:a,endMs:o}]of e.entries())n??=a,!lt.test(i)&&r<e.length-1||(t.push({startMs:n,endMs:o}),n=null);return t}function pt(e){let t=e=>[...new Set(e)].sort((e,t)=>e-t);return{start:t(e.map(({startMs:e})=>e)),end:t(e.map(({endMs:e})=>e))}}var mt={ArrowLeft:-1,ArrowRight:1},ht=class{constructor(e,t){this.field=t,this.anchor=null,this.picked=null,this.dragged=null,this.hasDragged=!1,this.pressed=e=>{let t=q(e);t===null||e.button!==0||e.shiftKey||e.pointerType===`touch`||(this.dragged={from:t,to:t})},this.passed=e=>{if(this.dragged===null||!(e.buttons&1))return;let t=q(e);t!==null&&t!==this.dragged.to&&(this.dragged.to=t,this.choose(this.dragged.from,t))},this.released=()=>{this.hasDragged=this.dragged!==null&&this.dragged.to!==this.dragged.from,this.dragged=null,setTimeout(()=>this.hasDragged=!1)},this.clicked=e=>{let t=q(e);t===null||this.hasDragged||(this.field.reach(t),e.shiftKey?this.choose(this.anchor??t,t):this.field.isPicking()?this.pick(t):this.seek(t))},this.typed=e=>{let t=q(e),n=mt[e.key];if(t===null||n===void 0||e.ctrlKey||e.altKey||e.metaKey)return;e.preventDefault();let r=t+n,i=this.field.buttonOf(r);i!==null&&(e.shiftKey?this.choose(this.anchor??t,r):this.anchor=null,this.field.reach(r),i.focus())},e.addController(this),e.addEventListener(`pointerdown`,this.pressed),e.addEventListener(`pointermove`,this.passed),e.addEventListener(`click`,this.clicked),e.addEventListener(`keydown`,this.typed)}hostConnected(){addEventListener(`pointerup`,this.released),addEventListener(`pointercancel`,this.released)}hostDisconnected(){removeEventListener(`pointerup`,this.released),removeEventListener(`pointercancel`,this.released),this.dragged=null}pick(e){this.choose(this.picked??e,e),this.picked=this.picked===null?e:null}seek(e){let t=this.field.words()[e];this.anchor=e,this.picked=null,t!==void 0&&this.field.seek(t.startMs)}choose(e,t){let[n,r]=[this.field.words()[e],this.field.words()[t]];this.anchor=e,n!==void 0&&r!==void 0&&this.field.choose([n,r])}};function q(e){let[t]=e.composedPath(),n=t instanceof HTMLElement?t.dataset.word:void 0;return n===void 0?null:Number(n)}var gt=200,_t=200,J=class extends A{static{this.styles=[i,k,v`
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
        padding: 0.5rem 0.5rem 0.5rem 1rem;
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
        border-left: 3px solid transparent;
      }
      li.current {
        border-left-color: var(--wf-lane-speech);
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
    `]}constructor(){super(),this.lines=null,this.positionMs=null,this.speakers=[],this.keywords=[],this.speech=null,this.selection=null,this.selecting=!1,this.isFollowing=!0,this.middle=null,this.rendered=[0,0],this.reached=0,this.spoken=ut([]),this.byLine=new Map,this.follow=()=>{this.isFollowing=!this.isFollowing,this.isFollowing&&(this.middle=null)},new ht(this,{isPicking:()=>this.selecting,words:()=>this.spoken.words,buttonOf:e=>this.renderRoot.querySelector(`[data-word="${e}"]`),reach:e=>this.reached=e,seek:e=>this.seek(e),choose:e=>this.dispatchEvent(new CustomEvent(`words`,{detail:e}))})}willUpdate(e){this.isFollowing&&e.has(`positionMs`)&&(this.middle=null),(e.has(`speech`)||e.has(`lines`))&&(this.spoken=this.speech??ut(this.lines??[]),this.byLine=vt(this.spoken))}render(){return s`
      <div class="head">
        <h2>${h(`timeline.transcript`)}</h2>
        <button aria-pressed=${this.isFollowing} @click=${this.follow}>${h(`timeline.follow`)}</button>
      </div>
      ${this.renderLines()}
    `}updated(e){if(!this.isFollowing||!(e.has(`positionMs`)||e.has(`lines`)))return;let t=this.renderRoot.querySelector(`.current`),n=this.renderRoot.querySelector(`ol`);t!==null&&n!==null&&(n.scrollTop=t.offsetTop-n.offsetTop-n.clientHeight/3)}renderLines(){let{lines:e}=this;if(e===null)return s`<p class="empty" role="status">${h(`loading`)}</p>`;if(e.length===0)return s`<p class="empty">${h(`timeline.silent`)}</p>`;let t=this.positionMs===null?-1:z(e,this.positionMs),[n,r]=this.rendered=Qe(e,this.middle??t,gt),i=e.slice(n,r),a=i.map(({id:e})=>this.byLine.get(e)??[]),o=a.some(e=>e.includes(this.reached))?this.reached:(a[Math.max(0,t-n)]??[])[0]??-1;return s`<ol @scroll=${this.scrolled}>
      ${ct(i,({id:e})=>e,(e,r)=>this.renderLine(e,n+r===t,o))}
    </ol>`}async scrolled(e){let t=e.currentTarget,[n,r]=this.rendered,i=t.scrollHeight-t.scrollTop-t.clientHeight<_t,a=i?r<(this.lines?.length??0):t.scrollTop<_t&&n>0,o=[...t.children].find(e=>e.getBoundingClientRect().bottom>Y(t));if(!a||o===void 0)return;let s=Y(o);this.middle=i?r:n,await this.updateComplete,t.scrollTop+=Y(o)-s}renderLine(e,n,r){let i=this.speakers.find(({id:t})=>t===e.speaker)?.name;return s`<li class=${n?`current`:``} aria-current=${n?`true`:t}>
      <button class="time" @click=${()=>this.seek(e.start_ms)}>${C(e.start_ms)}</button>
      <p dir="auto">
        ${i===void 0?t:s`<span class="speaker"><bdi>${i}</bdi>: </span>`}
        ${this.renderWords(e,n,r)}
      </p>
    </li>`}renderWords(e,n,r){let i=this.byLine.get(e.id)??[],a=i.map(e=>this.spoken.words[e]).filter(e=>e!==void 0),o=n?this.positionMs??0:-1,c=a.findIndex(({startMs:e,endMs:t})=>e<=o&&o<t),{startMs:l,endMs:u}=this.selection??{startMs:0,endMs:-1},d=e.start_ms<u&&e.end_ms>l,f=i.indexOf(r),p=d?[l,u]:[0,-1];return nt([this.spoken,this.keywords,e,c,f,...p],()=>{let e=Ze(a,this.keywords);return a.map((n,r)=>{let a=(n.startMs+n.endMs)/2,o=l<=a&&a<u,d={word:!0,said:r===c,chosen:o,marked:e[r]??!1};return s`<button
            class=${et(d)}
            data-word=${i[r]??t}
            tabindex=${r===f?0:-1}
            aria-pressed=${o?`true`:t}
          >
            ${n.text}</button
          >${` `}`})})}seek(e){this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};O([g({attribute:!1})],J.prototype,`lines`,void 0),O([g({attribute:!1})],J.prototype,`positionMs`,void 0),O([g({attribute:!1})],J.prototype,`speakers`,void 0),O([g({attribute:!1})],J.prototype,`keywords`,void 0),O([g({attribute:!1})],J.prototype,`speech`,void 0),O([g({attribute:!1})],J.prototype,`selection`,void 0),O([g({type:Boolean})],J.prototype,`selecting`,void 0),O([d()],J.prototype,`isFollowing`,void 0),O([d()],J.prototype,`middle`,void 0),O([d()],J.prototype,`reached`,void 0),J=O([m(`wf-transcript`)],J);function Y(e){return e.getBoundingClientRect().top}function vt({words:e}){let t=new Map;for(let[n,{lineId:r}]of e.entries()){let e=t.get(r);e===void 0?t.set(r,[n]):e.push(n)}return t}function yt(e){return e instanceof DOMException&&e.name===`AbortError`}var bt=class extends te{constructor(e){super({value:null,error:null}),this.read=e,this.reading=null,this.load=async()=>{this.reading?.abort();let e=this.reading=new AbortController;try{let t=await this.read(e.signal);e.signal.aborted||this.set({value:t,error:null})}catch(t){if(e.signal.aborted||yt(t))return;this.set({value:this.get().value,error:t instanceof Error?t:Error(String(t))})}}}change(e){let{value:t,error:n}=this.get();t!==null&&this.set({value:e(t),error:n})}},xt=1e3,X=class extends A{constructor(...e){super(...e),this.entity=``,this.missing=null,this.caption=null,this.playerState=`idle`,this.refusal=null,this.still=null,this.loaded=null,this.player=null,this.stillS=0,this.orders=0}static{this.styles=[i,k,T,v`
      :host {
        display: flex;
        flex: 1 1 auto;
        flex-direction: column;
        min-height: 7rem;
      }
    `]}disconnectedCallback(){this.forget(),super.disconnectedCallback()}async show(e,t,n){let r=++this.orders;if(await this.updateComplete,r!==this.orders)return;let i=this.ensurePlayer();if(this.isLoaded(t))i.seek(t),n&&i.play();else{i.close(),this.loaded=ce(e,t),this.refusal=null,this.playerState=`loading`;try{let e=await new y(()=>this.hass,this.entity).playlist(this.loaded,t);r===this.orders&&i.open(e,t,{isPlaying:n})}catch(e){if(r!==this.orders)return;this.playerState=`idle`,this.refusal=E(e)}}}toggle(){this.player?.toggle()}pause(){this.player?.pause()}step(e){this.player?.step(e,0)}forget(){this.orders++,this.player?.stop(),this.player=this.loaded=this.still=this.refusal=null,this.playerState=`idle`}render(){let e=this.playerState===`unplayable`;return s`<div class="picture">
      <video
        playsinline
        ?hidden=${e}
        aria-label=${h(`card.recording_of`,{name:de(this.hass,this.entity)})}
        @click=${()=>this.toggle()}
      ></video>
      ${e?this.renderStill():t}
      ${this.caption===null?t:s`<p class="caption" dir="auto">${this.caption}</p>`} ${this.renderCover()}
    </div>`}renderStill(){return s`${this.still===null?t:s`<img src=${this.still} alt="" />`}
      <p class="note" role="status">${h(`timeline.unplayable`)}</p>`}renderCover(){let{missing:e}=this,n=e?.text??this.refusal??St(this.playerState);return n===null?s`<slot></slot>`:s`<div class="cover" role="status">
      <p>${n}</p>
      ${e?.nextMs==null?t:s`<button @click=${()=>void this.dispatchEvent(new CustomEvent(`next`,{detail:e?.nextMs??0}))}>${h(`timeline.next`)}</button>`}
    </div>`}isLoaded(e){return(this.playerState===`ready`||this.playerState===`unplayable`)&&this.loaded!==null&&e>=this.loaded.startMs&&e<this.loaded.endMs}ensurePlayer(){if(this.player!==null)return this.player;let e=(e,t)=>void this.dispatchEvent(new CustomEvent(e,{detail:t})),t=new ye(this.video,()=>e(`finished`,this.loaded?.endMs));return t.state.subscribe(e=>this.playerState=e),t.playing.subscribe(t=>e(`playing`,t)),t.position.subscribe(t=>{t!==null&&(this.playerState===`unplayable`&&this.showStill(Math.floor(t/xt)),e(`position`,t))}),this.player=t}async showStill(e){if(e!==this.stillS){this.stillS=e;try{let t=await new y(()=>this.hass,this.entity).picture(e*xt);e===this.stillS&&(this.still=t)}catch{this.still=null}}}};O([g({attribute:!1})],X.prototype,`hass`,void 0),O([g({attribute:!1})],X.prototype,`entity`,void 0),O([g({attribute:!1})],X.prototype,`missing`,void 0),O([g({attribute:!1})],X.prototype,`caption`,void 0),O([d()],X.prototype,`playerState`,void 0),O([d()],X.prototype,`refusal`,void 0),O([d()],X.prototype,`still`,void 0),O([c(`video`)],X.prototype,`video`,void 0),X=O([m(`wf-card-recorded`)],X);function St(e){return e===`loading`?h(`loading`):e===`failed`||e===`offline`||e===`missing`?h(`timeline.failed`):null}var Ct=1e3,Z=class extends A{constructor(...e){super(...e),this.entity=``,this.found=null,this.problem=null,this.asked=0}static{this.styles=[i,k,ne,v`
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
    `]}willUpdate(e){e.has(`entity`)&&this.clear()}render(){return s`
      <form role="search" @submit=${this.submitted}>
        <input
          type="search"
          name="text"
          aria-label=${h(`card.search`)}
          placeholder=${h(`card.search`)}
          maxlength="200"
        />
        ${this.found===null?t:s`<button type="reset" class="plain round" aria-label=${h(`card.search_end`)} @click=${this.clear}>
                ${r(o)}
              </button>`}
      </form>
      <div role="status">
        ${this.problem===null?t:s`<p>${this.problem}</p>`}
        ${this.found===null?t:s`<p class="when">${h(`card.hits`,{count:this.found.lines.length})}</p>`}
      </div>
      ${this.found===null||this.found.lines.length===0?t:s`<ol aria-label=${h(`card.search`)}>
              ${this.found.lines.map(e=>this.renderHit(e))}
            </ol>`}
    `}renderHit(t){let n=(t.instants_ms[0]??t.start_ms)-Ct,r=()=>void this.dispatchEvent(new CustomEvent(`seek`,{detail:n})),i=this.found?.names[t.speaker??``];return s`<li>
      <button class="plain" @click=${r}>
        <span class="when">${e(t.start_ms)}, ${C(t.start_ms)}</span>
        <span dir="auto">${i===void 0?``:`${i}: `}${t.text}</span>
      </button>
    </li>`}async submitted(e){e.preventDefault();let t=new FormData(e.target).get(`text`);if(typeof t!=`string`||t.trim()===``)return;let n=++this.asked;try{let e=await new y(()=>this.hass,this.entity).search(t.trim());if(n!==this.asked)return;this.found=e,this.problem=null}catch(e){n===this.asked&&(this.problem=E(e))}}clear(){this.asked++,this.found=this.problem=null}};O([g({attribute:!1})],Z.prototype,`hass`,void 0),O([g({attribute:!1})],Z.prototype,`entity`,void 0),O([d()],Z.prototype,`found`,void 0),O([d()],Z.prototype,`problem`,void 0),Z=O([m(`wf-card-search`)],Z);var wt=v`
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
`,Q=6e4,Tt=[`seek`,`edge`,`neighbour`,`zoom`,`frame`,`play`,`list`];function Et(e){return Tt.some(t=>t===e.kind)}var Dt=class extends bt{hear({line:e,name:t}){e!==null&&this.change(n=>{if(n.lines.some(({id:t,version:n,speaker:r})=>t===e.id&&n===e.version&&r===e.speaker))return n;let r=t===null||e.speaker===null?n.names:{...n.names,[e.speaker]:t};return{...n,lines:Ye(n.lines,e),names:r}})}},$=class extends A{static{this.styles=[i,k,T,wt]}constructor(){super(),this.entity=``,this.mode=`timeline`,this.day=null,this.now=null,this.theme=0,this.view=null,this.positionMs=null,this.missing=null,this.isPlaying=!1,this.isList=!1,this.store=new Dt(()=>this.read()),this.span={startMs:0,endMs:1},this.failures=0,this.thumbnail=e=>{let t=this.store.get().value;return t===null||!D(t.lanes,e)?null:this.camera().picture(e).catch(()=>null)},this.pressed=e=>{let[t]=e.composedPath();if(e.key===` `&&t instanceof HTMLButtonElement)return;let n=we(e);n!==null&&Et(n)&&(e.preventDefault(),e.stopPropagation(),this.act(n))},new n(this,()=>[this.store])}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.refresh()}disconnectedCallback(){clearTimeout(this.timer),super.disconnectedCallback()}async refresh(){if(clearTimeout(this.timer),await this.store.load(),!this.isConnected)return;let{error:e}=this.store.get();this.failures=e===null?0:this.failures+1;let t=e===null?Q:a(this.failures+2);clearTimeout(this.timer),(e!==null||this.day===null)&&(this.timer=setTimeout(()=>void this.refresh(),t))}willUpdate(e){e.has(`entity`)||e.has(`day`)?(this.recorded?.forget(),this.view=this.positionMs=this.missing=null,this.store.set({value:null,error:null}),this.refresh()):e.has(`now`)&&this.now!==null&&this.heard(this.now,e.get(`now`)??null)}render(){let{value:e,error:n}=this.store.get();return s`
      ${this.mode===`timeline`||this.positionMs!==null?this.renderPicture(e):t}
      ${n===null?t:this.renderError(n)}
      ${e===null?n===null?s`<p class="wait" role="status">${h(`loading`)}</p>`:t:this.renderRange(e)}
    `}renderRange(e){return s`
      ${this.mode===`timeline`?this.renderTimeline(e):t}
      ${this.config.people&&e.people.length>0?this.renderPeople(e):t}
      ${this.mode===`transcript`?this.renderTranscript(e):t}
    `}renderPicture(e){let{positionMs:n}=this,r=e===null||n===null?null:qe(e.lines,n);return s`<wf-card-recorded
      .hass=${this.hass}
      .entity=${this.entity}
      .missing=${this.missing}
      .caption=${this.mode===`timeline`?r?.text??null:null}
      @keydown=${this.pressed}
      @position=${e=>this.moved(e.detail)}
      @playing=${e=>this.isPlaying=e.detail}
      @finished=${e=>this.goOn(e.detail)}
      @next=${e=>this.seek(e.detail)}
    >
      ${e===null||n!==null?t:this.renderInvitation(e)}
    </wf-card-recorded>`}renderInvitation(e){if(e.lanes.recorded.starts.length>0)return s`<button class="invitation" @click=${()=>this.begin(e)}>
        ${r(ie)}${h(`card.play_newest`)}
      </button>`;let t=he(this.hass,this.entity,`switch.recording`);return s`<p class="invitation">${h(t?`card.not_recording`:`card.nothing_recorded`)}</p>`}renderTimeline(e){let t=this.view??this.span,{lanes:n}=e,r=e=>this.seek(e.detail),i=this.config.lanes.filter(e=>e!==`motion`||n.motion!==null);return s`<div class="controls" @keydown=${this.pressed}>
      ${this.renderBar()}
      ${this.isList?s`<wf-event-list .items=${M(this.chosen(e),null,Date.now())} @seek=${r}></wf-event-list>`:s`<wf-lanes
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
    </div>`}chosen({lanes:e,gaps:t}){let n=(e,t)=>this.config.lanes.includes(e)?t:w;return{lanes:{recorded:n(`recorded`,e.recorded),motion:n(`motion`,e.motion??w),speech:n(`speech`,e.speech),visits:n(`visits`,e.visits)},gaps:this.config.lanes.includes(`recorded`)?t:[]}}renderBar(){let e=(e,t,n)=>s`<button class="plain round" aria-label=${e} title=${e} @click=${n}>${r(t)}</button>`;return s`<div class="bar">
      ${e(h(`card.previous`),ee,()=>this.act({kind:`neighbour`,direction:-1}))}
      ${this.isPlaying?e(h(`timeline.pause`),ae,()=>this.recorded?.pause()):e(h(`timeline.play`),ie,()=>this.act({kind:`play`}))}
      ${e(h(`card.next`),oe,()=>this.act({kind:`neighbour`,direction:1}))}
      <span class="time">${this.positionMs===null?``:C(this.positionMs)}</span>
      ${e(h(`timeline.zoom_out`),me,()=>this.act({kind:`zoom`,factor:2}))}
      ${e(h(`timeline.zoom_in`),l,()=>this.act({kind:`zoom`,factor:.5}))}
      <button
        class="plain round"
        aria-label=${h(`card.list`)}
        title=${h(`card.list`)}
        aria-pressed=${this.isList}
        @click=${()=>this.act({kind:`list`})}
      >
        ${r(u)}
      </button>
    </div>`}renderPeople({people:e}){return s`<ul class="chips" aria-label=${h(`card.people`)}>
      ${e.map(({name:e,at_ms:t,is_here:n,picture:r})=>{let i=e??h(`card.stranger`);return s`<li>
          <button @click=${()=>this.seek(t)}>
            <img src=${this.hass.hassUrl(r)} alt="" loading="lazy" />
            <span dir="auto">${i}</span><span>${n?h(`card.now`):C(t)}</span>
            <span class="hidden-text">${h(`card.play_from`)}</span>
          </button>
        </li>`})}
    </ul>`}renderTranscript(e){let{lines:n,names:r}=e,i=n.length===0&&he(this.hass,this.entity,`switch.transcription`);return s`
      <wf-card-search
        .hass=${this.hass}
        .entity=${this.entity}
        @seek=${e=>this.seek(e.detail)}
      ></wf-card-search>
      ${i?s`<p class="wait">${h(`card.not_transcribed`)}</p>`:t}
      <wf-transcript
        .lines=${n}
        .speakers=${Object.entries(r).map(([e,t])=>({id:e,name:t}))}
        .keywords=${this.config.keywords}
        .positionMs=${this.positionMs??n.at(-1)?.start_ms??null}
        @seek=${e=>this.seek(e.detail)}
      ></wf-transcript>
    `}renderError(e){return s`<p class="wait problem" role="alert">
      ${e.message} <button @click=${()=>void this.refresh()}>${h(`card.retry`)}</button>
    </p>`}camera(){return new y(()=>this.hass,this.entity)}async read(){let e=this.day===null?ge(this.config.hours,Date.now()):kt(this.day);try{let t=await this.camera().range(e,this.config.transcript_lines),n=this.view===null||this.view.endMs-this.view.startMs>=this.span.endMs-this.span.startMs;return this.span=e,n&&(this.view=null),t}catch(e){throw Error(E(e),{cause:e})}}heard(e,t){this.day===null&&this.store.hear(e);let n=t!==null&&!t.is_available&&e.is_available,r=t!==null&&t.visits.length!==e.visits.length;(n||r&&this.day===null)&&this.refresh()}begin({lanes:e}){let{starts:t,ends:n}=e.recorded,[r,i]=[t.at(-1),n.at(-1)];r!==void 0&&i!==void 0&&this.seek(Math.max(r,i-6e4),!0)}seek(e,t=!0){let n=this.store.get().value;if(n===null)return;let r=Math.round(e),i=r>=this.span.startMs&&r<this.span.endMs;this.positionMs=r,this.missing=i?Ot(n,r):null,this.view!==null&&i&&(this.view=ve(this.view,this.span,r)),this.missing===null?this.show(i?this.span:{startMs:r-Q,endMs:r+Q},t):this.recorded?.pause()}async show(e,t){await this.updateComplete,this.positionMs!==null&&await this.recorded?.show(e,this.positionMs,t)}moved(e){this.missing===null&&(this.positionMs=e,this.view!==null&&this.isPlaying&&(this.view=ve(this.view,this.span,e)))}goOn(e){let t=this.store.get().value?.lanes;if(t===void 0)return;let n=D(t,e)?e:t.recorded.starts[x(t.recorded,e)];n!==void 0&&n<this.span.endMs&&this.seek(n)}act(e){let t=this.store.get().value;if(t===null)return;let n=this.positionMs??this.span.endMs;switch(e.kind){case`zoom`:this.view=b(this.view??this.span,this.span,n,e.factor);break;case`frame`:this.recorded?.step(e.direction);break;case`list`:this.isList=!this.isList;break;case`play`:this.playOrPause(t);break;default:this.go(t,n,e)}}playOrPause(e){this.positionMs===null?this.begin(e):this.recorded?.toggle()}go(e,t,n){let{startMs:r,endMs:i}=this.span;if(n.kind===`seek`)this.seek(Math.min(Math.max(t+n.byMs,r),i-1),this.isPlaying);else if(n.kind===`neighbour`){let r=pe([e.lanes.speech,e.lanes.visits],t,n.direction);r!==null&&this.seek(r)}else n.end?this.begin(e):this.seek(e.lanes.recorded.starts[0]??r,this.isPlaying)}};O([g({attribute:!1})],$.prototype,`hass`,void 0),O([g({attribute:!1})],$.prototype,`entity`,void 0),O([g({attribute:!1})],$.prototype,`config`,void 0),O([g()],$.prototype,`mode`,void 0),O([g({attribute:!1})],$.prototype,`day`,void 0),O([g({attribute:!1})],$.prototype,`now`,void 0),O([g({attribute:!1})],$.prototype,`theme`,void 0),O([d()],$.prototype,`view`,void 0),O([d()],$.prototype,`positionMs`,void 0),O([d()],$.prototype,`missing`,void 0),O([d()],$.prototype,`isPlaying`,void 0),O([d()],$.prototype,`isList`,void 0),O([c(`wf-card-recorded`)],$.prototype,`recorded`,void 0),$=O([m(`wf-card-day`)],$);function Ot({lanes:e,gaps:t},n){if(D(e,n))return null;let r=le(t,n),i=e.recorded.starts[x(e.recorded,n)]??null;return{text:r===null?h(`timeline.unrecorded`):xe(r),nextMs:i}}function kt({start_ms:e,end_ms:t}){return{startMs:e,endMs:Math.min(t,Date.now())}}export{$ as CardDay};