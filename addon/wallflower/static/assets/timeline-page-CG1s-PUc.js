import{Bt as e,Ct as t,E as n,J as r,Jt as i,O as a,R as o,S as s,T as c,W as l,Y as u,_ as d,a as f,b as p,et as ee,g as m,h,ht as te,i as g,jt as ne,kt as re,n as _,pt as ie,r as v,rt as ae,t as oe,tt as se,v as y,w as b,wt as ce,y as x,zt as le}from"./page-DJZFONs4.js";import{t as ue}from"./notice-eorNQKlF.js";import{t as S}from"./query-Df4-SAIv.js";import{a as de,i as C,n as fe,r as pe,t as w}from"./format-DhcZkKys.js";import{t as T}from"./remote-Bh0aak5h.js";import{n as me,t as he}from"./still-B3-aaEhJ.js";function ge(){return Intl.DateTimeFormat().resolvedOptions().timeZone}function E(e){let t=new Date(e);return A(t.getFullYear(),t.getMonth()+1,t.getDate())}function D(e){let[t,n,r]=k(e);return{startMs:new Date(t,n-1,r).getTime(),endMs:new Date(t,n-1,r+1).getTime()}}function O(e,t){let[n,r,i]=k(e);return E(new Date(n,r-1,i+t,12).getTime())}function _e(e){return e===null||!/^\d{4}-\d{2}-\d{2}$/.test(e)?null:E(D(e).startMs)===e?e:null}function ve(e,t){let[n,r]=k(e),i=(new Date(n,r-1,1).getDay()-t+7)%7,a=new Date(n,r,0).getDate(),o=Array.from({length:Math.ceil((i+a)/7)*7},(e,t)=>{let o=t-i+1;return o>=1&&o<=a?A(n,r,o):null});return Array.from({length:o.length/7},(e,t)=>o.slice(t*7,t*7+7))}function k(e){return e.split(`-`).map(Number)}function A(e,t,n){return`${String(e).padStart(4,`0`)}-${String(t).padStart(2,`0`)}-${String(n).padStart(2,`0`)}`}var j=class extends x{constructor(...e){super(...e),this.footage=new Set,this.month=null}static{this.styles=[f,v,b`
      :host {
        display: inline-flex;
        align-items: center;
      }
      .calendar {
        position: fixed;
        inset: 0;
        margin: auto;
        width: min(21rem, calc(100vw - 1.5rem));
        height: fit-content;
        padding: 0.75rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        color: var(--wf-text);
        box-shadow: var(--wf-shadow);
      }
      .calendar::backdrop {
        background: rgb(0 0 0 / 30%);
      }
      .month {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th {
        color: var(--wf-muted);
        font-size: 0.8125rem;
        font-weight: 500;
      }
      td {
        text-align: center;
      }
      td button {
        width: 2.5rem;
        padding: 0;
        border-color: transparent;
        background: none;
      }
      td button.footage {
        background: color-mix(in srgb, var(--wf-lane-recording) 22%, transparent);
        font-weight: 700;
      }
      td button[aria-pressed="true"] {
        border-color: var(--wf-accent);
      }
    `]}render(){let e=this.day>=E(Date.now());return s`
      <button
        class="plain round"
        aria-label=${a(`timeline.day_before`)}
        @click=${()=>this.choose(O(this.day,-1))}
      >
        ${h(ee)}
      </button>
      <button class="plain" popovertarget="calendar" @click=${()=>this.month=null}>
        ${h(l)}${fe(D(this.day).startMs)}
      </button>
      <button
        class="plain round"
        ?disabled=${e}
        aria-label=${a(`timeline.day_after`)}
        @click=${()=>this.choose(O(this.day,1))}
      >
        ${h(se)}
      </button>
      <div id="calendar" class="calendar" popover role="dialog" aria-label=${a(`timeline.choose_day`)}>
        ${this.renderMonth(this.month??this.day)}
      </div>
    `}renderMonth(e){let t=new Intl.DateTimeFormat(n(),{month:`long`,year:`numeric`}),r=new Intl.DateTimeFormat(n(),{weekday:`narrow`}),i=ve(e,ye()),[o=[]]=i.filter(e=>e.every(e=>e!==null));return s`
      <div class="month">
        <button class="plain round" aria-label=${a(`timeline.month_before`)} @click=${()=>this.turn(e,-1)}>
          ${h(ee)}
        </button>
        <h2>${t.format(D(e).startMs)}</h2>
        <button class="plain round" aria-label=${a(`timeline.month_after`)} @click=${()=>this.turn(e,1)}>
          ${h(se)}
        </button>
      </div>
      <table>
        <tr>
          ${o.map(e=>s`<th scope="col">${r.format(D(e).startMs)}</th>`)}
        </tr>
        ${i.map(e=>s`<tr>
              ${e.map(e=>s`<td>${e===null?``:this.renderDay(e)}</td>`)}
            </tr>`)}
      </table>
    `}renderDay(e){let t=this.footage.has(e),n=fe(D(e).startMs);return s`<button
      class=${t?`footage`:``}
      aria-pressed=${e===this.day}
      aria-label=${t?a(`timeline.with_footage`,{day:n}):n}
      ?disabled=${e>E(Date.now())}
      @click=${()=>this.choose(e)}
    >
      ${Number(e.slice(-2))}
    </button>`}turn(e,t){let n=`${e.slice(0,8)}01`;this.month=O(n,t>0?31:-1)}choose(e){this.calendar.hidePopover(),this.dispatchEvent(new CustomEvent(`day`,{detail:e}))}};_([d({attribute:!1})],j.prototype,`day`,void 0),_([d({attribute:!1})],j.prototype,`footage`,void 0),_([m()],j.prototype,`month`,void 0),_([S(`.calendar`)],j.prototype,`calendar`,void 0),j=_([y(`wf-day-picker`)],j);function ye(){let e=new Intl.Locale(n());return((e.getWeekInfo?.()??e.weekInfo)?.firstDay??1)%7}var M=1e3;function N({startMs:e,endMs:t}){return t-e}function P(e,t,n){let r=Math.min(Math.max(t,M),N(n)),i=Math.min(Math.max(e,n.startMs),n.endMs-r);return{startMs:i,endMs:i+r}}function F(e,t,n,r){let i=Math.min(Math.max(N(e)*r,M),N(t));return P(n-(n-e.startMs)/N(e)*i,i,t)}function I(e,t,n){return P(e.startMs+n,N(e),t)}function L(e,t,n){return n>=e.startMs&&n<=e.endMs?e:P(n-N(e)*.1,N(e),t)}function be(e,t,n,r){let i=N(e),[a,o]=n.map(t=>e.startMs+t*i),s=r[1]-r[0];if(Math.abs(s)<.01)return e;let c=(o-a)/s;return c<=0?e:P(a-r[0]*c,c,t)}var xe=[1,2,5,10,30,60,120,300,600,1800,3600,7200,10800,21600];function Se(e,t,n){let r=(xe.find(t=>N(e)/(t*1e3)<=n)??43200)*1e3,i=Math.ceil((e.startMs-t.startMs)/r),a=Math.floor((e.endMs-t.startMs)/r)-i+1;return{stepMs:r,atMs:Array.from({length:a},(e,n)=>t.startMs+(i+n)*r)}}var R={starts:new Float64Array,ends:new Float64Array};function Ce({recorded:e,motion:t,speech:n,visits:r,start_ms:i}){return{recorded:z(e,i),motion:t==null?null:z(t,i),speech:z(n,i),visits:z(r,i)}}function z({after_ms:e,lasts_ms:t},n){let r=new Float64Array(e.length),i=new Float64Array(e.length),a=n;for(let[n,o]of e.entries())a+=o,r[n]=a,i[n]=a+(t[n]??0);return{starts:r,ends:i}}function B({starts:e},t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]??0)<=t?n=i+1:r=i}return n}var we=64;function Te(e,t,n){n.fill(0);let r=n.length/N(t),i=Math.max(0,B(e,t.startMs)-we);for(let a=i;a<e.starts.length;a++){let i=e.starts[a]??0;if(i>=t.endMs)break;Ee(n,(i-t.startMs)*r,((e.ends[a]??0)-t.startMs)*r)}}function Ee(e,t,n){let r=Math.max(0,t),i=Math.min(e.length,n);for(let t=Math.floor(r);t<i;t++){let n=Math.min(i,t+1)-Math.max(r,t);e[t]=Math.min(1,(e[t]??0)+n)}}function De(e,t,n){let r=e.map(e=>{let r=B(e,n>0?t:t-1500);return e.starts[n>0?r:r-1]}).filter(e=>e!==void 0);return r.length===0?null:n>0?Math.min(...r):Math.max(...r)}function V({recorded:e},t){return t<(e.ends[B(e,t)-1]??0)}function Oe(e,t){return e.find(({start_ms:e,end_ms:n})=>e<=t&&t<(n??1/0))??null}var ke=500;async function Ae(e,t,n,r){let i={camera_id:t},a={start:n.startMs,end:n.endMs},[o,{gaps:s}]=await Promise.all([e.call(`GET /api/cameras/{camera_id}/lanes`,{params:i,query:a,signal:r}),e.call(`GET /api/cameras/{camera_id}/gaps`,{params:i,query:a,signal:r})]);return{lanes:Ce(o),gaps:s}}async function je(e,t,n,r){let i=[],a=null;do{let o={camera_ids:[t],start:n.startMs,end:n.endMs,limit:ke,cursor:a},s=await e.call(`POST /api/transcripts/search`,{body:o,signal:r});i.push(...s.lines),{cursor:a}=s}while(a!==null);return i.sort((e,t)=>e.start_ms-t.start_ms)}async function Me(e,t,n){let r={params:{camera_id:t},query:{tz:ge()},signal:n};return(await e.call(`GET /api/cameras/{camera_id}/recordings/days`,r)).days}function H(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]?.start_ms??0)<=t?n=i+1:r=i}return n-1}function Ne(e,t){let n=e[H(e,t)];return n!==void 0&&t<=n.end_ms+Pe?n:null}var Pe=1500;function Fe(e,t){let n=e.filter(({id:e})=>e!==t.id),r=H(n,t.start_ms)+1;return[...n.slice(0,r),t,...n.slice(r)]}function U(e,t){let n=t.map(e=>e.trim().replace(/[.*+?^${}()|[\]\\]/g,`\\$&`)).filter(Boolean);return n.length===0?[e]:e.split(RegExp(`(?<![\\p{L}\\p{N}])(${n.join(`|`)})(?![\\p{L}\\p{N}])`,`iu`))}function Ie(e,t){return U(e,t.flatMap(e=>e.trim().split(/\s+/)).filter(Boolean)).length>1}function Le(e,t,n){let r=Math.max(0,Math.min(t-n/2,e.length-n));return[r,Math.min(e.length,r+n)]}var Re=6e4,ze=class extends T{add(e){this.change(t=>Fe(t,e))}},Be=class{constructor(e,t,n,r){this.events=t,this.cameraId=n,this.day=r,this.leave=[],this.load=()=>{this.data.load(),this.lines.load(),this.days.load()};let i=this.span=D(r);this.data=new T(t=>Ae(e,n,i,t)),this.lines=new ze(t=>je(e,n,i,t)),this.days=new T(t=>Me(e,n,t))}start(){let e=e=>{e.camera_id===this.cameraId&&E(e.start_ms)===this.day&&this.lines.add(e)};this.leave=[this.events.on(`line`,e),this.events.on(`line_updated`,e),this.events.on(`resync`,this.load)],this.day===E(Date.now())&&(this.timer=setInterval(()=>void this.data.load(),Re)),this.load()}stop(){clearInterval(this.timer);for(let e of this.leave)e()}window(){return{startMs:this.span.startMs,endMs:Math.min(this.span.endMs,Date.now())}}};function W(e){return t=>{customElements.get(e)===void 0&&customElements.define(e,t)}}var G=500;function Ve(e,t,n){return[...K(e.recorded,a(`timeline.lane.recorded`)),...K(e.motion??R,a(`timeline.lane.motion`)),...K(e.speech,a(`timeline.lane.speech`)),...K(e.visits,a(`timeline.lane.visits`)),...t.map(({start_ms:e,end_ms:t,reason:r})=>({atMs:e,lengthMs:(t??n)-e,text:a(`timeline.gap`,{reason:a(`gap.${r}`)})}))].sort((e,t)=>e.atMs-t.atMs)}function K({starts:e,ends:t},n){return Array.from(e,(e,r)=>({atMs:e,lengthMs:(t[r]??e)-e,text:n}))}var q=class extends x{constructor(...e){super(...e),this.items=[]}static{this.styles=[f,v,b`
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
      .length,
      p {
        color: var(--wf-muted);
      }
    `]}render(){return this.items.length===0?s`<p>${a(`timeline.empty_day`)}</p>`:s`
      <ol aria-label=${a(`timeline.list`)}>
        ${this.items.slice(-500).map(({atMs:e,lengthMs:t,text:n})=>s`<li>
              <button class="plain" @click=${()=>this.seek(e)}>
                <span class="time">${w(e)}</span>${n}<span class="length">${pe(t)}</span>
              </button>
            </li>`)}
      </ol>
      ${this.items.length>G?s`<p>${a(`timeline.list_cut`,{count:G})}</p>`:``}
    `}seek(e){this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};_([d({attribute:!1})],q.prototype,`items`,void 0),q=_([W(`wf-event-list`)],q);var He={PageUp:{kind:`seek`,byMs:-36e5},PageDown:{kind:`seek`,byMs:36e5},Home:{kind:`edge`,end:!1},End:{kind:`edge`,end:!0},"+":{kind:`zoom`,factor:.5},"=":{kind:`zoom`,factor:.5},"-":{kind:`zoom`,factor:2},n:{kind:`neighbour`,direction:1},p:{kind:`neighbour`,direction:-1},",":{kind:`frame`,direction:-1},".":{kind:`frame`,direction:1}," ":{kind:`play`},l:{kind:`list`}};function Ue(e){let{key:t,altKey:n,metaKey:r}=e;if(n||r)return null;let i=[`ArrowLeft`,`ArrowRight`].indexOf(t);return i>=0?{kind:`seek`,byMs:(i===0?-1:1)*We(e)}:e.ctrlKey?null:He[t]??He[t.toLowerCase()]??null}function We({shiftKey:e,ctrlKey:t}){return t?6e4:e?1e3:1e4}var Ge=4,Ke=600,qe=class{constructor(e){this.surface=e,this.pointers=new Map,this.pressedPx=null,this.wheel=e=>{let{surface:t}=this;if(!t.takesWheel(e))return;e.preventDefault();let n=t.view();if(e.shiftKey||Math.abs(e.deltaX)>Math.abs(e.deltaY)){let r=e.deltaX===0?e.deltaY:e.deltaX;t.show(I(n,t.day(),r*this.msPerPx()))}else t.show(F(n,t.day(),this.instantAt(e.clientX),2**(e.deltaY/Ke)))},this.down=e=>{e.button===0&&(this.pointers.set(e.pointerId,e.clientX),this.pressedPx=this.pointers.size===1?e.clientX:null,this.surface.element.setPointerCapture(e.pointerId))},this.move=e=>{let t=this.pointers.get(e.pointerId);if(t===void 0)return;let{surface:n}=this;if(this.pressedPx!==null&&Math.abs(e.clientX-this.pressedPx)<Ge)return;this.pressedPx=null;let r=this.shares();this.pointers.set(e.pointerId,e.clientX),this.pointers.size===1?n.show(I(n.view(),n.day(),(t-e.clientX)*this.msPerPx())):this.pointers.size===2&&n.show(be(n.view(),n.day(),r,this.shares()))},this.up=e=>{this.pointers.has(e.pointerId)&&this.pressedPx!==null&&this.surface.seek(this.instantAt(e.clientX)),this.cancel(e)},this.cancel=e=>{this.pointers.delete(e.pointerId),this.pressedPx=null};let{element:t}=e;t.addEventListener(`wheel`,this.wheel,{passive:!1}),t.addEventListener(`pointerdown`,this.down),t.addEventListener(`pointermove`,this.move),t.addEventListener(`pointerup`,this.up),t.addEventListener(`pointercancel`,this.cancel)}instantAt(e){let{left:t,width:n}=this.surface.element.getBoundingClientRect(),{startMs:r,endMs:i}=this.surface.view();return r+(e-t)/n*(i-r)}msPerPx(){let{startMs:e,endMs:t}=this.surface.view();return(t-e)/this.surface.element.getBoundingClientRect().width}shares(){let{left:e,width:t}=this.surface.element.getBoundingClientRect(),[n=0,r=0]=[...this.pointers.values()].map(n=>(n-e)/t);return[n,r]}},Je=78,Ye=8,Xe=[`recorded`,`motion`,`speech`,`visits`];function J(e){return 24+e*40}function Ze(e){return 24+e*40}function Qe(e,t,n,r){e.clearRect(0,0,t,J(n.shown.length)),et(e,t,n,r);let i=new Float32Array(t);for(let[a,o]of n.shown.entries()){let s=Ze(a);e.fillStyle=r.track,e.fillRect(0,s,t,34),e.fillStyle=r[o],$e(e,n.lanes[o]??R,n.view,i,s,o===`recorded`)}tt(e,t,n,r)}function $e(e,t,n,r,i,a){Te(t,n,r);let o=0,s=0;for(let t=0;t<=r.length;t++){let n=r[t]??0,c=n===0?0:a?34:Math.max(4,Math.round(Math.sqrt(n)*34));c===s&&t<r.length||(s>0&&e.fillRect(o,i+34-s,t-o,s),o=t,s=c)}}function et(e,t,n,r){let{stepMs:i,atMs:a}=Se(n.view,n.day,Math.max(2,Math.floor(t/Je)));e.font=`12px system-ui, sans-serif`,e.textBaseline=`middle`;let o=0;for(let s of a){let a=Math.round((s-n.view.startMs)/N(n.view)*t);e.fillStyle=r.line,e.fillRect(a,19,1,J(n.shown.length)),e.fillStyle=r.text;let c=n.label(s,i),l=e.measureText(c).width,u=Math.min(Math.max(0,a-l/2),t-l);u<o||(e.fillText(c,u,10),o=u+l+Ye)}}function tt(e,t,n,r){let i=nt(e,r.text);if(i===null)return;let a=t/N(n.view);e.fillStyle=i;let o=J(n.shown.length)-24;for(let r of n.gaps){let i=Math.max(0,Math.round((r.start_ms-n.view.startMs)*a)),s=Math.min(r.end_ms??n.nowMs,n.nowMs),c=Math.min(t,Math.round((s-n.view.startMs)*a));c>0&&i<t&&e.fillRect(i,24,Math.max(1,c-i),o)}}function nt(e,t){let n=document.createElement(`canvas`);n.width=n.height=8;let r=n.getContext(`2d`);if(r===null)return null;r.strokeStyle=t,r.globalAlpha=.35,r.lineWidth=1.5,r.beginPath();for(let e of[-8,0,8])r.moveTo(e,8),r.lineTo(e+8,0);return r.stroke(),e.createPattern(n,`repeat`)}function rt(e,[t,n],r,i,a){if(e.clearRect(0,0,t,n),i===null||i<r.startMs||i>r.endMs)return;let o=Math.round((i-r.startMs)/N(r)*t);e.fillStyle=a.accent,e.fillRect(o-1,18,2,n),e.beginPath(),e.arc(o,18,5,0,2*Math.PI),e.fill()}var it=6e4,at=120,Y=class extends x{constructor(...e){super(...e),this.shown=Xe,this.gaps=[],this.positionMs=null,this.theme=0,this.picture=()=>null,this.embedded=!1,this.hover=null,this.widthPx=0,this.size=new ResizeObserver(([e])=>{this.widthPx=Math.floor(e?.contentRect.width??0)})}static{this.styles=[f,b`
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
        aria-label=${a(`timeline.label`)}
        aria-valuemin=${this.day.startMs}
        aria-valuemax=${this.day.endMs}
        aria-valuenow=${this.positionMs??this.day.startMs}
        aria-valuetext=${this.positionMs===null?a(`timeline.nothing`):de(this.positionMs)}
        @pointermove=${this.moved}
        @pointerleave=${this.left}
      >
        <canvas class="back"></canvas>
        <canvas class="front"></canvas>
      </div>
      ${this.shown.map((e,t)=>s`<span class="name" style="top: ${Ze(t)+2}px" aria-hidden="true"
            >${this.lanes[e]===null?a(`timeline.no_motion`):a(`timeline.lane.${e}`)}</span
          >`)}
      ${this.hover===null?p:this.renderHover(this.hover)}
    `}firstUpdated(){this.gestures=new qe({element:this.surface,takesWheel:({ctrlKey:e})=>e||!this.embedded,view:()=>this.view,day:()=>this.day,show:e=>this.dispatchEvent(new CustomEvent(`view`,{detail:e})),seek:e=>this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))})}updated(e){if(e.has(`shown`)&&(this.style.height=`${J(this.shown.length)}px`),this.widthPx===0)return;let t=st(this);if(!(e.size===1&&e.has(`hover`))){if(e.size>1||!e.has(`positionMs`)){let{shown:e}=this,n={lanes:this.lanes,shown:e,gaps:this.gaps,view:this.view,day:this.day,nowMs:Date.now(),label:ot};Qe(this.contextOf(this.back),this.widthPx,n,t)}rt(this.contextOf(this.front),this.sizePx(),this.view,this.positionMs,t)}}renderHover({leftPx:e,atMs:t,picture:n}){return s`<figure style="left: ${e}px" aria-hidden="true">
      ${n===null?p:s`<img src=${n} alt="" />`}
      <figcaption>${w(t)}</figcaption>
    </figure>`}moved(e){if(e.pointerType!==`mouse`||e.buttons!==0){this.left();return}let t=this.gestures.instantAt(e.clientX),{left:n}=this.getBoundingClientRect(),r=Math.min(Math.max(0,e.clientX-n-100),this.widthPx-200);this.hover={leftPx:r,atMs:t,picture:this.hover?.picture??null},clearTimeout(this.hovering),this.hovering=setTimeout(()=>void this.show(r,t),at)}async show(e,t){let n=await this.picture(t);this.hover?.atMs===t&&(this.hover={leftPx:e,atMs:t,picture:n})}sizePx(){return[this.widthPx,J(this.shown.length)]}contextOf(e){let t=devicePixelRatio,[n,r]=this.sizePx().map(e=>Math.round(e*t));e.width!==n&&(e.width=n),e.height!==r&&(e.height=r);let i=e.getContext(`2d`);if(i===null)throw Error(`this browser cannot draw`);return i.setTransform(t,0,0,t,0,0),i}left(){clearTimeout(this.hovering),this.hover=null}};_([d({attribute:!1})],Y.prototype,`lanes`,void 0),_([d({attribute:!1})],Y.prototype,`shown`,void 0),_([d({attribute:!1})],Y.prototype,`gaps`,void 0),_([d({attribute:!1})],Y.prototype,`view`,void 0),_([d({attribute:!1})],Y.prototype,`day`,void 0),_([d({attribute:!1})],Y.prototype,`positionMs`,void 0),_([d({attribute:!1})],Y.prototype,`theme`,void 0),_([d({attribute:!1})],Y.prototype,`picture`,void 0),_([d({type:Boolean})],Y.prototype,`embedded`,void 0),_([m()],Y.prototype,`hover`,void 0),_([m()],Y.prototype,`widthPx`,void 0),_([S(`.surface`)],Y.prototype,`surface`,void 0),_([S(`.back`)],Y.prototype,`back`,void 0),_([S(`.front`)],Y.prototype,`front`,void 0),Y=_([W(`wf-lanes`)],Y);function ot(e,t){return t<it?w(e):C(e)}function st(e){let t=getComputedStyle(e),n=e=>t.getPropertyValue(`--wf-${e}`).trim();return{recorded:n(`lane-recording`),motion:n(`lane-motion`),speech:n(`lane-speech`),visits:n(`lane-faces`),text:n(`muted`),line:n(`line`),track:n(`page`),accent:n(`bad`)}}var ct=[.5,1,2,4,8],X=class extends x{constructor(...e){super(...e),this.positionMs=null,this.playing=!1,this.captions=!1,this.list=!1,this.speed=1}static{this.styles=[f,v,g,b`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem;
      }
      .time {
        min-width: 6rem;
        padding: 0 0.5rem;
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }
      .space {
        flex: 1;
      }
      select {
        min-height: 2.25rem;
      }
    `]}render(){return s`
      ${this.renderButton(`frame_back`,le)}
      ${this.playing?this.renderButton(`play`,re,a(`timeline.pause`)):this.renderButton(`play`,ne)}
      ${this.renderButton(`frame_on`,e)}
      <span class="time">${this.positionMs===null?``:w(this.positionMs)}</span>
      <select aria-label=${a(`timeline.speed`)} @change=${this.chosen}>
        ${ct.map(e=>s`<option value=${e} ?selected=${e===this.speed}>${e}×</option>`)}
      </select>
      ${this.renderButton(`captions`,ae,a(`timeline.captions`),this.captions)}
      <span class="space"></span>
      ${this.renderButton(`zoom_out`,t)} ${this.renderButton(`zoom_in`,ce)}
      ${this.renderButton(`fit`,ie)}
      ${this.renderButton(`list`,te,a(`timeline.list`),this.list)}
    `}renderButton(e,t,n=a(`timeline.${e}`),r){let i=()=>void this.dispatchEvent(new CustomEvent(`command`,{detail:e}));return r===void 0?s`<button class="plain round" aria-label=${n} title=${n} @click=${i}>${h(t)}</button>`:s`<button class="plain round" aria-label=${n} title=${n} aria-pressed=${r} @click=${i}>
          ${h(t)}
        </button>`}chosen(e){let t=Number(e.target.value);this.dispatchEvent(new CustomEvent(`speed`,{detail:t}))}};_([d({attribute:!1})],X.prototype,`positionMs`,void 0),_([d({type:Boolean})],X.prototype,`playing`,void 0),_([d({type:Boolean})],X.prototype,`captions`,void 0),_([d({type:Boolean})],X.prototype,`list`,void 0),_([d({attribute:!1})],X.prototype,`speed`,void 0),X=_([y(`wf-playback-bar`)],X);function lt({start_ms:e,end_ms:t,reason:n}){return a(`timeline.gap_between`,{start:C(e),end:C(t??Date.now()),reason:a(`gap.${n}`)})}var Z=class extends x{constructor(...e){super(...e),this.missing=null,this.caption=null,this.positionMs=null,this.speed=1,this.playerState=`idle`,this.player=null,this.loaded=null,this.leave=null,this.retry=()=>{let{loaded:e,positionMs:t}=this;e!==null&&(this.loaded=null,this.show(e,t??e.startMs))}}static{this.styles=[f,v,b`
      :host {
        position: relative;
        display: block;
        overflow: hidden;
        border-radius: var(--wf-radius);
        background: #0b0e0d;
        color: #e7edea;
      }
      video,
      img {
        display: block;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      .cover {
        position: absolute;
        inset: 0;
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: 0.75rem;
        padding: 1rem;
        background: rgb(8 11 10 / 82%);
        text-align: center;
      }
      .cover p,
      .caption,
      .note {
        margin: 0;
      }
      .caption {
        position: absolute;
        inset: auto 0 5%;
        width: fit-content;
        max-width: 90%;
        margin: 0 auto;
        padding: 0.2rem 0.6rem;
        border-radius: 6px;
        background: rgb(0 0 0 / 72%);
        font-size: clamp(0.9rem, 2.2vw, 1.25rem);
        text-align: center;
      }
      .note {
        position: absolute;
        inset: 0 0 auto;
        padding: 0.35rem 0.75rem;
        background: rgb(0 0 0 / 65%);
        font-size: 0.8125rem;
      }
    `]}connectedCallback(){super.connectedCallback(),this.leave=this.app.events.on(`resync`,()=>{this.playerState===`offline`&&this.retry()})}disconnectedCallback(){this.leave?.(),this.drop(),super.disconnectedCallback()}show(e,t,n={}){let r=this.ensurePlayer(),{isPlaying:i=r.playing.get(),untilMs:a=null}=n,o=this.loaded?.startMs===e.startMs&&t<this.loaded.endMs,s=r.state.get();o&&(s===`ready`||s===`unplayable`)?(r.seek(t),i&&r.play(a)):(this.loaded=e,r.open(this.playlist(e),t,{isPlaying:i,untilMs:a}))}toggle(){this.player?.toggle()}pause(){this.player?.pause()}step(e){this.player?.step(e,this.camera.status?.stream?.frames_per_s??0)}clear(){this.loaded=null,this.player?.close()}render(){return s`
      <video
        playsinline
        ?hidden=${this.playerState===`unplayable`}
        aria-label=${this.camera.name}
        @click=${this.toggle}
      ></video>
      ${this.playerState===`unplayable`?this.renderStill():p}
      ${this.caption===null?p:s`<p class="caption" dir="auto">${this.caption.text}</p>`}
      ${this.renderCover()}
    `}updated(e){e.has(`speed`)&&this.player?.setRate(this.speed)}renderStill(){return s`${he(this.app,this.camera,this.positionMs??Date.now())}
      <p class="note" role="status">${a(`timeline.unplayable`)}</p>`}renderCover(){return this.missing===null?this.playerState===`loading`?s`<div class="cover" role="status"><p>${a(`loading`)}</p></div>`:this.playerState===`missing`?this.renderMissing({gap:null,nextMs:null}):this.playerState===`offline`||this.playerState===`failed`?this.renderFailed(this.playerState):p:this.renderMissing(this.missing)}renderFailed(e){return s`<div class="cover" role="status">
      <p>${a(e===`offline`?`errors.offline`:`timeline.failed`)}</p>
      <button @click=${this.retry}>${a(`failure.retry`)}</button>
    </div>`}renderMissing({gap:e,nextMs:t}){return s`<div class="cover" role="status">
      <p>${e===null?a(`timeline.unrecorded`):lt(e)}</p>
      ${t===null?p:s`<button @click=${()=>this.dispatchEvent(new CustomEvent(`next`,{detail:t}))}>
              ${a(`timeline.next`)}
            </button>`}
    </div>`}playlist({startMs:e,endMs:t}){let n={camera_id:this.camera.id,start_ms:e,end_ms:t};return this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:n})}ensurePlayer(){if(this.player!==null)return this.player;let e=(e,t)=>void this.dispatchEvent(new CustomEvent(e,{detail:t})),t=new me(this.video,()=>e(`finished`,this.loaded?.endMs));return t.setRate(this.speed),t.state.subscribe(e=>this.playerState=e),t.position.subscribe(t=>e(`position`,t)),t.playing.subscribe(t=>e(`playing`,t)),this.player=t,t}drop(){this.player?.stop(),this.player=this.loaded=null,this.playerState=`idle`}};_([d({attribute:!1})],Z.prototype,`app`,void 0),_([d({attribute:!1})],Z.prototype,`camera`,void 0),_([d({attribute:!1})],Z.prototype,`missing`,void 0),_([d({attribute:!1})],Z.prototype,`caption`,void 0),_([d({attribute:!1})],Z.prototype,`positionMs`,void 0),_([d({attribute:!1})],Z.prototype,`speed`,void 0),_([m()],Z.prototype,`playerState`,void 0),_([S(`video`)],Z.prototype,`video`,void 0),Z=_([y(`wf-recording`)],Z);var ut=b`
  :host {
    display: grid;
    gap: 0.75rem;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  header h1 {
    flex: 1;
  }
  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(18rem, 26rem);
    gap: 0.75rem;
    height: clamp(16rem, calc(100dvh - 24rem), 46rem);
  }
  wf-recording,
  wf-transcript {
    min-height: 0;
    height: 100%;
  }
  .lanes {
    padding: 0.5rem 0.75rem 0.75rem;
    border: 1px solid var(--wf-line);
    border-radius: var(--wf-radius);
    background: var(--wf-card);
  }
  wf-playback-bar {
    margin-bottom: 0.25rem;
  }
  @media (max-width: 759px) {
    header h1 {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    header {
      display: grid;
      grid-template-columns: 1fr auto;
    }
    wf-day-picker {
      grid-row: 2;
      grid-column: 1 / -1;
      justify-content: space-between;
    }
    .main {
      display: contents;
    }
    wf-recording {
      height: auto;
      aspect-ratio: 16 / 9;
    }
    wf-transcript {
      order: 1;
      height: 18rem;
    }
  }
`,dt=200,Q=class extends x{constructor(...e){super(...e),this.lines=null,this.positionMs=null,this.speakers=[],this.keywords=[],this.isFollowing=!0}static{this.styles=[f,v,b`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding: 0.5rem 0.5rem 0.5rem 1rem;
        border-bottom: 1px solid var(--wf-line);
      }
      header button {
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
      }
      button.word:hover {
        text-decoration: underline;
      }
      button.said {
        background: color-mix(in srgb, var(--wf-lane-speech) 30%, transparent);
      }
      mark,
      button.marked {
        border-radius: 3px;
        background: color-mix(in srgb, var(--wf-warn) 30%, transparent);
        color: inherit;
      }
      .empty {
        padding: 1rem;
        color: var(--wf-muted);
      }
    `]}render(){return s`
      <header>
        <h2>${a(`timeline.transcript`)}</h2>
        <button aria-pressed=${this.isFollowing} @click=${()=>this.isFollowing=!this.isFollowing}>
          ${a(`timeline.follow`)}
        </button>
      </header>
      ${this.renderLines()}
    `}updated(e){if(!this.isFollowing||!(e.has(`positionMs`)||e.has(`lines`)))return;let t=this.renderRoot.querySelector(`.current`),n=this.renderRoot.querySelector(`ol`);t!==null&&n!==null&&(n.scrollTop=t.offsetTop-n.offsetTop-n.clientHeight/3)}renderLines(){let{lines:e}=this;if(e===null)return s`<p class="empty" role="status">${a(`loading`)}</p>`;if(e.length===0)return s`<p class="empty">${a(`timeline.silent`)}</p>`;let t=this.positionMs===null?-1:H(e,this.positionMs),[n,r]=Le(e,t,dt);return s`<ol>
      ${ue(e.slice(n,r),({id:e})=>e,(e,r)=>this.renderLine(e,n+r===t))}
    </ol>`}renderLine(e,t){let n=this.speakers.find(({id:t})=>t===e.speaker)?.name;return s`<li class=${t?`current`:``} aria-current=${t?`true`:p}>
      <button class="time" @click=${()=>this.seek(e.start_ms)}>${w(e.start_ms)}</button>
      <p dir="auto">
        ${n===void 0?p:s`<span class="speaker">${n}: </span>`}
        ${t&&e.words.length>0?e.words.map(e=>this.renderWord(e)):ft(e.text,this.keywords)}
      </p>
    </li>`}renderWord(e){let t=this.positionMs??0,n=e.start_ms<=t&&t<e.end_ms,r=Ie(e.text,this.keywords);return s`<button
        class="word ${n?`said`:``} ${r?`marked`:``}"
        @click=${()=>this.seek(e.start_ms)}
      >
        ${e.text.trim()}</button
      >${` `}`}seek(e){this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};_([d({attribute:!1})],Q.prototype,`lines`,void 0),_([d({attribute:!1})],Q.prototype,`positionMs`,void 0),_([d({attribute:!1})],Q.prototype,`speakers`,void 0),_([d({attribute:!1})],Q.prototype,`keywords`,void 0),_([m()],Q.prototype,`isFollowing`,void 0),Q=_([W(`wf-transcript`)],Q);function ft(e,t){return U(e,t).map((e,t)=>t%2==0?e:s`<mark>${e}</mark>`)}var pt=3e4,$=class extends oe{static{this.styles=[...oe.styles,g,ut]}constructor(){super(),this.store=null,this.view=null,this.positionMs=null,this.missing=null,this.isPlaying=!1,this.hasCaptions=!0,this.isList=!1,this.speed=1,this.leave=[],this.isOpened=!1,this.picture=e=>{let{store:t}=this,n=t?.data.get().value;if(t===null||n==null||!V(n.lanes,e))return null;let r={params:{camera_id:t.cameraId},query:{at:Math.round(e),width:320}};return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,r)},this.pressed=e=>{let[t]=e.composedPath();if(e.defaultPrevented||mt(t,e.key))return;let n=Ue(e);n!==null&&this.store!==null&&(e.preventDefault(),this.act(n))},new i(this,()=>[this.app.cameras,this.app.theme,this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want(),addEventListener(`keydown`,this.pressed)}disconnectedCallback(){removeEventListener(`keydown`,this.pressed),this.leaveDay(),super.disconnectedCallback()}willUpdate(){let e=this.camera();if(e===null)return;let t=this.wantedDay();(this.store?.cameraId!==e.id||this.store.day!==t)&&this.enterDay(e.id,t)}updated(e){if(this.openOnce(),e.has(`place`)&&this.isOpened){let e=Number(this.place.query.get(`at`));e>0&&e!==this.positionMs&&this.seek(e)}}render(){let e=this.camera();if(e===null||this.store===null||this.view===null)return this.renderWithoutCamera();let{store:t,view:n}=this,{value:i,error:o}=t.data.get(),c=t.lines.get().value;return s`
      <header>
        <h1>${a(`nav.timeline`)}</h1>
        ${this.renderCameras(e)}
        <wf-day-picker
          .day=${t.day}
          .footage=${new Set((t.days.get().value??[]).map(({date:e})=>e))}
          @day=${t=>this.go(e.id,t.detail)}
        ></wf-day-picker>
        <a class="button" href="live/${encodeURIComponent(e.id)}">${h(r)}${a(`timeline.go_live`)}</a>
      </header>
      <div class="main">
        <wf-recording
          .app=${this.app}
          .camera=${e}
          .missing=${this.missing}
          .positionMs=${this.positionMs}
          .speed=${this.speed}
          .caption=${this.hasCaptions&&this.positionMs!==null?Ne(c??[],this.positionMs):null}
          @position=${e=>this.moved(e.detail)}
          @playing=${e=>this.isPlaying=e.detail}
          @next=${e=>this.seek(e.detail)}
        ></wf-recording>
        <wf-transcript
          .lines=${c}
          .speakers=${this.app.people.get().value??[]}
          .positionMs=${this.positionMs}
          @seek=${e=>this.seek(e.detail)}
        ></wf-transcript>
      </div>
      <section class="lanes" aria-label=${a(`timeline.label`)}>
        <wf-playback-bar
          .positionMs=${this.positionMs}
          .playing=${this.isPlaying}
          .captions=${this.hasCaptions}
          .list=${this.isList}
          .speed=${this.speed}
          @command=${e=>this.command(e.detail)}
          @speed=${e=>this.speed=e.detail}
        ></wf-playback-bar>
        ${i===null?this.renderNoData(o):this.renderDay(i,n,t.span)}
      </section>
    `}renderDay(e,t,n){let r=e=>this.seek(e.detail);return this.isList?s`${e.lanes.motion===null?s`<p>${a(`timeline.no_motion`)}</p>`:p}<wf-event-list
          .items=${Ve(e.lanes,e.gaps,Date.now())}
          @seek=${r}
        ></wf-event-list>`:s`<wf-lanes
      .lanes=${e.lanes}
      .gaps=${e.gaps}
      .view=${t}
      .day=${n}
      .positionMs=${this.positionMs}
      .theme=${this.app.theme.get()}
      .picture=${this.picture}
      @seek=${r}
      @view=${e=>this.view=e.detail}
    ></wf-lanes>`}renderNoData(e){return e===null?s`<p role="status">${a(`loading`)}</p>`:s`<wf-notice .icon=${o} heading=${a(`timeline.failed`)} text=${c(e)}>
      <button class="primary" @click=${()=>void this.store?.data.load()}>${a(`failure.retry`)}</button>
    </wf-notice>`}renderCameras(e){return s`<select aria-label=${a(`timeline.camera`)} @change=${e=>this.go(e.target.value,this.wantedDay())}>
      ${(this.app.cameras.get().value??[]).map(({id:t,name:n})=>s`<option value=${t} ?selected=${t===e.id}>${n}</option>`)}
    </select>`}renderWithoutCamera(){let{value:e,error:t}=this.app.cameras.get(),n=s`<h1 class="hidden-text">${a(`nav.timeline`)}</h1>`;if(e===null&&t===null)return s`${n}
        <p role="status">${a(`loading`)}</p>`;if(e===null)return s`${n}<wf-notice
          .icon=${o}
          heading=${a(`failure.title`)}
          text=${c(t)}
        ></wf-notice>`;let r=e.length===0;return s`${n}
      <wf-notice
        .icon=${u}
        heading=${a(r?`live.none`:`live.gone`)}
        text=${a(r?`live.none_text`:`live.gone_text`)}
      >
        ${r?p:s`<a class="button primary" href="timeline">${a(`timeline.no_camera`)}</a>`}
      </wf-notice>`}camera(){let e=this.place.params.camera;return e===void 0?this.app.cameras.get().value?.[0]??null:this.app.cameras.find(e)}wantedDay(){let{query:e}=this.place,t=Number(e.get(`at`));return _e(e.get(`day`))??E(t>0?t:Date.now())}go(e,t){this.app.router.go(`timeline/${encodeURIComponent(e)}?day=${t}`)}enterDay(e,t){this.leaveDay();let n=new Be(this.app.api,this.app.events,e,t),r=()=>this.requestUpdate();this.leave=[n.data,n.lines,n.days].map(e=>e.subscribe(r)),this.store=n,this.view=n.span,this.positionMs=this.missing=null,this.isOpened=!1,n.start()}leaveDay(){for(let e of this.leave.splice(0))e();this.store?.stop(),this.recording?.clear(),this.store=null}openOnce(){let e=this.store?.data.get().value;if(this.isOpened||e==null||this.store===null||this.recording===null)return;this.isOpened=!0;let{starts:t,ends:n}=e.lanes.recorded,[r]=t,i=n.at(-1),a=Number(this.place.query.get(`at`));a>0?this.seek(a):r===void 0||i===void 0?this.missing={gap:null,nextMs:null}:this.seek(this.store.day===E(Date.now())?Math.max(r,i-pt):r)}seek(e){let{store:t}=this,n=t?.data.get().value;if(t===null||n==null||this.view===null)return;let r=Math.round(Math.min(Math.max(e,t.span.startMs),t.span.endMs-1));if(this.positionMs=r,this.view=L(this.view,t.span,r),this.app.router.go(`timeline/${encodeURIComponent(t.cameraId)}?day=${t.day}&at=${r}`,{replace:!0}),V(n.lanes,r))this.missing=null,this.recording?.show(t.window(),r);else{this.recording?.pause();let{starts:e}=n.lanes.recorded;this.missing={gap:Oe(n.gaps,r),nextMs:e[B(n.lanes.recorded,r)]??null}}}moved(e){this.missing===null&&this.store!==null&&this.view!==null&&(this.positionMs=e,this.isPlaying&&(this.view=L(this.view,this.store.span,e)))}command(e){({play:()=>this.act({kind:`play`}),frame_back:()=>this.act({kind:`frame`,direction:-1}),frame_on:()=>this.act({kind:`frame`,direction:1}),zoom_in:()=>this.act({kind:`zoom`,factor:.5}),zoom_out:()=>this.act({kind:`zoom`,factor:2}),list:()=>this.act({kind:`list`}),captions:()=>this.hasCaptions=!this.hasCaptions,fit:()=>this.view=this.store?.span??null})[e]()}act(e){let{store:t,view:n}=this;if(t===null||n===null)return;let r=this.positionMs??t.span.startMs;switch(e.kind){case`seek`:this.seek(r+e.byMs);break;case`edge`:this.seek(e.end?t.window().endMs-pt:t.span.startMs);break;case`zoom`:this.view=F(n,t.span,r,e.factor);break;case`neighbour`:this.seekNeighbour(t,r,e.direction);break;default:this.play(e)}}play(e){e.kind===`list`?this.isList=!this.isList:e.kind===`play`?this.recording?.toggle():this.recording?.step(e.direction)}seekNeighbour(e,t,n){let r=e.data.get().value?.lanes,i=r===void 0?null:De([r.speech,r.visits],t,n);i!==null&&this.seek(i)}};_([m()],$.prototype,`store`,void 0),_([m()],$.prototype,`view`,void 0),_([m()],$.prototype,`positionMs`,void 0),_([m()],$.prototype,`missing`,void 0),_([m()],$.prototype,`isPlaying`,void 0),_([m()],$.prototype,`hasCaptions`,void 0),_([m()],$.prototype,`isList`,void 0),_([m()],$.prototype,`speed`,void 0),_([S(`wf-recording`)],$.prototype,`recording`,void 0),$=_([y(`wf-timeline-page`)],$);function mt(e,t){return e instanceof HTMLElement?e.matches(`input, select, textarea`)?!0:t===` `&&e.matches(`button, a`):!1}export{$ as TimelinePage};