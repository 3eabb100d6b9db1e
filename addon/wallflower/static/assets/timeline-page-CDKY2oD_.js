import{A as e,B as t,D as n,E as r,F as i,G as a,Mt as o,Nt as s,O as c,R as ee,S as l,Tt as te,V as ne,W as u,a as d,b as f,g as p,gt as re,h as m,i as h,it as ie,j as ae,lt as oe,mt as se,n as g,q as ce,r as _,rt as le,t as v,ut as ue,v as y,w as b,wt as de,x,y as S}from"./page-D0ugUTSi.js";import{t as fe}from"./notice-fmxJEgTF.js";import{a as pe,i as C,n as me,r as he,t as w}from"./format-D3oDhqzU.js";import{t as T}from"./remote-H5oXzMW2.js";function ge(){return Intl.DateTimeFormat().resolvedOptions().timeZone}function E(e){let t=new Date(e);return A(t.getFullYear(),t.getMonth()+1,t.getDate())}function D(e){let[t,n,r]=k(e);return{startMs:new Date(t,n-1,r).getTime(),endMs:new Date(t,n-1,r+1).getTime()}}function O(e,t){let[n,r,i]=k(e);return E(new Date(n,r-1,i+t,12).getTime())}function _e(e){return e===null||!/^\d{4}-\d{2}-\d{2}$/.test(e)?null:E(D(e).startMs)===e?e:null}function ve(e,t){let[n,r]=k(e),i=(new Date(n,r-1,1).getDay()-t+7)%7,a=new Date(n,r,0).getDate(),o=Array.from({length:Math.ceil((i+a)/7)*7},(e,t)=>{let o=t-i+1;return o>=1&&o<=a?A(n,r,o):null});return Array.from({length:o.length/7},(e,t)=>o.slice(t*7,t*7+7))}function k(e){return e.split(`-`).map(Number)}function A(e,t,n){return`${String(e).padStart(4,`0`)}-${String(t).padStart(2,`0`)}-${String(n).padStart(2,`0`)}`}var j=class extends x{constructor(...e){super(...e),this.footage=new Set,this.month=null}static{this.styles=[d,_,r`
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
    `]}render(){let t=this.day>=E(Date.now());return b`
      <button
        class="plain round"
        aria-label=${e(`timeline.day_before`)}
        @click=${()=>this.choose(O(this.day,-1))}
      >
        ${m(u)}
      </button>
      <button class="plain" popovertarget="calendar" @click=${()=>this.month=null}>
        ${m(ee)}${me(D(this.day).startMs)}
      </button>
      <button
        class="plain round"
        ?disabled=${t}
        aria-label=${e(`timeline.day_after`)}
        @click=${()=>this.choose(O(this.day,1))}
      >
        ${m(a)}
      </button>
      <div id="calendar" class="calendar" popover role="dialog" aria-label=${e(`timeline.choose_day`)}>
        ${this.renderMonth(this.month??this.day)}
      </div>
    `}renderMonth(t){let n=new Intl.DateTimeFormat(c(),{month:`long`,year:`numeric`}),r=new Intl.DateTimeFormat(c(),{weekday:`narrow`}),i=ve(t,ye()),[o=[]]=i.filter(e=>e.every(e=>e!==null));return b`
      <div class="month">
        <button class="plain round" aria-label=${e(`timeline.month_before`)} @click=${()=>this.turn(t,-1)}>
          ${m(u)}
        </button>
        <h2>${n.format(D(t).startMs)}</h2>
        <button class="plain round" aria-label=${e(`timeline.month_after`)} @click=${()=>this.turn(t,1)}>
          ${m(a)}
        </button>
      </div>
      <table>
        <tr>
          ${o.map(e=>b`<th scope="col">${r.format(D(e).startMs)}</th>`)}
        </tr>
        ${i.map(e=>b`<tr>
              ${e.map(e=>b`<td>${e===null?``:this.renderDay(e)}</td>`)}
            </tr>`)}
      </table>
    `}renderDay(t){let n=this.footage.has(t),r=me(D(t).startMs);return b`<button
      class=${n?`footage`:``}
      aria-pressed=${t===this.day}
      aria-label=${n?e(`timeline.with_footage`,{day:r}):r}
      ?disabled=${t>E(Date.now())}
      @click=${()=>this.choose(t)}
    >
      ${Number(t.slice(-2))}
    </button>`}turn(e,t){let n=`${e.slice(0,8)}01`;this.month=O(n,t>0?31:-1)}choose(e){this.calendar.hidePopover(),this.dispatchEvent(new CustomEvent(`day`,{detail:e}))}};g([S({attribute:!1})],j.prototype,`day`,void 0),g([S({attribute:!1})],j.prototype,`footage`,void 0),g([y()],j.prototype,`month`,void 0),g([p(`.calendar`)],j.prototype,`calendar`,void 0),j=g([f(`wf-day-picker`)],j);function ye(){let e=new Intl.Locale(c());return((e.getWeekInfo?.()??e.weekInfo)?.firstDay??1)%7}var M=1e3;function N({startMs:e,endMs:t}){return t-e}function P(e,t,n){let r=Math.min(Math.max(t,M),N(n)),i=Math.min(Math.max(e,n.startMs),n.endMs-r);return{startMs:i,endMs:i+r}}function F(e,t,n,r){let i=Math.min(Math.max(N(e)*r,M),N(t));return P(n-(n-e.startMs)/N(e)*i,i,t)}function I(e,t,n){return P(e.startMs+n,N(e),t)}function L(e,t,n){return n>=e.startMs&&n<=e.endMs?e:P(n-N(e)*.1,N(e),t)}function be(e,t,n,r){let i=N(e),[a,o]=n.map(t=>e.startMs+t*i),s=r[1]-r[0];if(Math.abs(s)<.01)return e;let c=(o-a)/s;return c<=0?e:P(a-r[0]*c,c,t)}var xe=[1,2,5,10,30,60,120,300,600,1800,3600,7200,10800,21600];function Se(e,t,n){let r=(xe.find(t=>N(e)/(t*1e3)<=n)??43200)*1e3,i=Math.ceil((e.startMs-t.startMs)/r),a=Math.floor((e.endMs-t.startMs)/r)-i+1;return{stepMs:r,atMs:Array.from({length:a},(e,n)=>t.startMs+(i+n)*r)}}function Ce({recorded:e,speech:t,visits:n,start_ms:r}){return{recorded:R(e,r),speech:R(t,r),visits:R(n,r)}}function R({after_ms:e,lasts_ms:t},n){let r=new Float64Array(e.length),i=new Float64Array(e.length),a=n;for(let[n,o]of e.entries())a+=o,r[n]=a,i[n]=a+(t[n]??0);return{starts:r,ends:i}}function z({starts:e},t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]??0)<=t?n=i+1:r=i}return n}var we=64;function Te(e,t,n){n.fill(0);let r=n.length/N(t),i=Math.max(0,z(e,t.startMs)-we);for(let a=i;a<e.starts.length;a++){let i=e.starts[a]??0;if(i>=t.endMs)break;Ee(n,(i-t.startMs)*r,((e.ends[a]??0)-t.startMs)*r)}}function Ee(e,t,n){let r=Math.max(0,t),i=Math.min(e.length,n);for(let t=Math.floor(r);t<i;t++){let n=Math.min(i,t+1)-Math.max(r,t);e[t]=Math.min(1,(e[t]??0)+n)}}function De(e,t,n){let r=e.map(e=>{let r=z(e,n>0?t:t-1500);return e.starts[n>0?r:r-1]}).filter(e=>e!==void 0);return r.length===0?null:n>0?Math.min(...r):Math.max(...r)}function B({recorded:e},t){return t<(e.ends[z(e,t)-1]??0)}function Oe(e,t){return e.find(({start_ms:e,end_ms:n})=>e<=t&&t<(n??1/0))??null}var ke=500;async function Ae(e,t,n,r){let i={camera_id:t},a={start:n.startMs,end:n.endMs},[o,{gaps:s}]=await Promise.all([e.call(`GET /api/cameras/{camera_id}/lanes`,{params:i,query:a,signal:r}),e.call(`GET /api/cameras/{camera_id}/gaps`,{params:i,query:a,signal:r})]);return{lanes:Ce(o),gaps:s}}async function je(e,t,n,r){let i=[],a=null;do{let o={camera_ids:[t],start:n.startMs,end:n.endMs,limit:ke,cursor:a},s=await e.call(`POST /api/transcripts/search`,{body:o,signal:r});i.push(...s.lines),{cursor:a}=s}while(a!==null);return i.sort((e,t)=>e.start_ms-t.start_ms)}async function Me(e,t,n){let r={params:{camera_id:t},query:{tz:ge()},signal:n};return(await e.call(`GET /api/cameras/{camera_id}/recordings/days`,r)).days}function V(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]?.start_ms??0)<=t?n=i+1:r=i}return n-1}function Ne(e,t){let n=e[V(e,t)];return n!==void 0&&t<=n.end_ms+Pe?n:null}var Pe=1500;function Fe(e,t){let n=e.filter(({id:e})=>e!==t.id),r=V(n,t.start_ms)+1;return[...n.slice(0,r),t,...n.slice(r)]}function Ie(e,t,n){let r=Math.max(0,Math.min(t-n/2,e.length-n));return[r,Math.min(e.length,r+n)]}var Le=6e4,Re=class extends T{add(e){this.change(t=>Fe(t,e))}},ze=class{constructor(e,t,n,r){this.events=t,this.cameraId=n,this.day=r,this.leave=[],this.load=()=>{this.data.load(),this.lines.load(),this.days.load()};let i=this.span=D(r);this.data=new T(t=>Ae(e,n,i,t)),this.lines=new Re(t=>je(e,n,i,t)),this.days=new T(t=>Me(e,n,t))}start(){let e=e=>{e.camera_id===this.cameraId&&E(e.start_ms)===this.day&&this.lines.add(e)};this.leave=[this.events.on(`line`,e),this.events.on(`line_updated`,e),this.events.on(`resync`,this.load)],this.day===E(Date.now())&&(this.timer=setInterval(()=>void this.data.load(),Le)),this.load()}stop(){clearInterval(this.timer);for(let e of this.leave)e()}window(){return{startMs:this.span.startMs,endMs:Math.min(this.span.endMs,Date.now())}}},H=500;function Be(t,n,r){return[...U(t.recorded,e(`timeline.lane.recorded`)),...U(t.speech,e(`timeline.lane.speech`)),...U(t.visits,e(`timeline.lane.visits`)),...n.map(({start_ms:t,end_ms:n,reason:i})=>({atMs:t,lengthMs:(n??r)-t,text:e(`timeline.gap`,{reason:e(`gap.${i}`)})}))].sort((e,t)=>e.atMs-t.atMs)}function U({starts:e,ends:t},n){return Array.from(e,(e,r)=>({atMs:e,lengthMs:(t[r]??e)-e,text:n}))}var W=class extends x{constructor(...e){super(...e),this.items=[]}static{this.styles=[d,_,r`
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
    `]}render(){return this.items.length===0?b`<p>${e(`timeline.empty_day`)}</p>`:b`
      <ol aria-label=${e(`timeline.list`)}>
        ${this.items.slice(-500).map(({atMs:e,lengthMs:t,text:n})=>b`<li>
              <button class="plain" @click=${()=>this.seek(e)}>
                <span class="time">${w(e)}</span>${n}<span class="length">${he(t)}</span>
              </button>
            </li>`)}
      </ol>
      ${this.items.length>H?b`<p>${e(`timeline.list_cut`,{count:H})}</p>`:``}
    `}seek(e){this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};g([S({attribute:!1})],W.prototype,`items`,void 0),W=g([f(`wf-event-list`)],W);var Ve={PageUp:{kind:`seek`,byMs:-36e5},PageDown:{kind:`seek`,byMs:36e5},Home:{kind:`edge`,end:!1},End:{kind:`edge`,end:!0},"+":{kind:`zoom`,factor:.5},"=":{kind:`zoom`,factor:.5},"-":{kind:`zoom`,factor:2},n:{kind:`neighbour`,direction:1},p:{kind:`neighbour`,direction:-1},",":{kind:`frame`,direction:-1},".":{kind:`frame`,direction:1}," ":{kind:`play`},l:{kind:`list`}};function He(e){let{key:t,altKey:n,metaKey:r}=e;if(n||r)return null;let i=[`ArrowLeft`,`ArrowRight`].indexOf(t);return i>=0?{kind:`seek`,byMs:(i===0?-1:1)*Ue(e)}:e.ctrlKey?null:Ve[t]??Ve[t.toLowerCase()]??null}function Ue({shiftKey:e,ctrlKey:t}){return t?6e4:e?1e3:1e4}var We=4,Ge=600,Ke=class{constructor(e){this.surface=e,this.pointers=new Map,this.pressedPx=null,this.wheel=e=>{e.preventDefault();let{surface:t}=this,n=t.view();if(e.shiftKey||Math.abs(e.deltaX)>Math.abs(e.deltaY)){let r=e.deltaX===0?e.deltaY:e.deltaX;t.show(I(n,t.day(),r*this.msPerPx()))}else t.show(F(n,t.day(),this.instantAt(e.clientX),2**(e.deltaY/Ge)))},this.down=e=>{e.button===0&&(this.pointers.set(e.pointerId,e.clientX),this.pressedPx=this.pointers.size===1?e.clientX:null,this.surface.element.setPointerCapture(e.pointerId))},this.move=e=>{let t=this.pointers.get(e.pointerId);if(t===void 0)return;let{surface:n}=this;if(this.pressedPx!==null&&Math.abs(e.clientX-this.pressedPx)<We)return;this.pressedPx=null;let r=this.shares();this.pointers.set(e.pointerId,e.clientX),this.pointers.size===1?n.show(I(n.view(),n.day(),(t-e.clientX)*this.msPerPx())):this.pointers.size===2&&n.show(be(n.view(),n.day(),r,this.shares()))},this.up=e=>{this.pointers.has(e.pointerId)&&this.pressedPx!==null&&this.surface.seek(this.instantAt(e.clientX)),this.cancel(e)},this.cancel=e=>{this.pointers.delete(e.pointerId),this.pressedPx=null};let{element:t}=e;t.addEventListener(`wheel`,this.wheel,{passive:!1}),t.addEventListener(`pointerdown`,this.down),t.addEventListener(`pointermove`,this.move),t.addEventListener(`pointerup`,this.up),t.addEventListener(`pointercancel`,this.cancel)}instantAt(e){let{left:t,width:n}=this.surface.element.getBoundingClientRect(),{startMs:r,endMs:i}=this.surface.view();return r+(e-t)/n*(i-r)}msPerPx(){let{startMs:e,endMs:t}=this.surface.view();return(t-e)/this.surface.element.getBoundingClientRect().width}shares(){let{left:e,width:t}=this.surface.element.getBoundingClientRect(),[n=0,r=0]=[...this.pointers.values()].map(n=>(n-e)/t);return[n,r]}},qe=78,G=[`recorded`,`speech`,`visits`],K=24+G.length*40;function Je(e){return 24+e*40}function Ye(e,t,n,r){e.clearRect(0,0,t,K),Ze(e,t,n,r);let i=new Float32Array(t);for(let[a,o]of G.entries()){let s=Je(a);e.fillStyle=r.track,e.fillRect(0,s,t,34),e.fillStyle=r[o],Xe(e,n.lanes[o],n.view,i,s,o===`recorded`)}Qe(e,t,n,r)}function Xe(e,t,n,r,i,a){Te(t,n,r);let o=0,s=0;for(let t=0;t<=r.length;t++){let n=r[t]??0,c=n===0?0:a?34:Math.max(4,Math.round(Math.sqrt(n)*34));c===s&&t<r.length||(s>0&&e.fillRect(o,i+34-s,t-o,s),o=t,s=c)}}function Ze(e,t,n,r){let{stepMs:i,atMs:a}=Se(n.view,n.day,Math.max(2,Math.floor(t/qe)));e.font=`12px system-ui, sans-serif`,e.textBaseline=`middle`;for(let o of a){let a=Math.round((o-n.view.startMs)/N(n.view)*t);e.fillStyle=r.line,e.fillRect(a,19,1,K),e.fillStyle=r.text;let s=n.label(o,i),c=e.measureText(s).width;e.fillText(s,Math.min(Math.max(0,a-c/2),t-c),10)}}function Qe(e,t,n,r){let i=$e(e,r.text);if(i===null)return;let a=t/N(n.view);e.fillStyle=i;for(let r of n.gaps){let i=Math.max(0,Math.round((r.start_ms-n.view.startMs)*a)),o=Math.min(r.end_ms??n.nowMs,n.nowMs),s=Math.min(t,Math.round((o-n.view.startMs)*a));s>0&&i<t&&e.fillRect(i,24,Math.max(1,s-i),K-24)}}function $e(e,t){let n=document.createElement(`canvas`);n.width=n.height=8;let r=n.getContext(`2d`);if(r===null)return null;r.strokeStyle=t,r.globalAlpha=.35,r.lineWidth=1.5,r.beginPath();for(let e of[-8,0,8])r.moveTo(e,8),r.lineTo(e+8,0);return r.stroke(),e.createPattern(n,`repeat`)}function et(e,t,n,r,i){if(e.clearRect(0,0,t,K),r===null||r<n.startMs||r>n.endMs)return;let a=Math.round((r-n.startMs)/N(n)*t);e.fillStyle=i.accent,e.fillRect(a-1,18,2,K),e.beginPath(),e.arc(a,18,5,0,2*Math.PI),e.fill()}var tt=6e4,nt=120,q=class extends x{constructor(...e){super(...e),this.gaps=[],this.positionMs=null,this.theme=0,this.picture=()=>null,this.hover=null,this.widthPx=0,this.size=new ResizeObserver(([e])=>{this.widthPx=Math.floor(e?.contentRect.width??0)})}static{this.styles=[d,r`
      :host {
        position: relative;
        display: block;
        height: ${K}px;
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
    `]}connectedCallback(){super.connectedCallback(),this.size.observe(this)}disconnectedCallback(){this.size.unobserve(this),clearTimeout(this.hovering),super.disconnectedCallback()}render(){return b`
      <div
        class="surface"
        role="slider"
        tabindex="0"
        aria-label=${e(`timeline.label`)}
        aria-valuemin=${this.day.startMs}
        aria-valuemax=${this.day.endMs}
        aria-valuenow=${this.positionMs??this.day.startMs}
        aria-valuetext=${this.positionMs===null?e(`timeline.nothing`):pe(this.positionMs)}
        @pointermove=${this.moved}
        @pointerleave=${this.left}
      >
        <canvas class="back"></canvas>
        <canvas class="front"></canvas>
      </div>
      ${G.map((t,n)=>b`<span class="name" style="top: ${Je(n)+2}px" aria-hidden="true"
            >${e(`timeline.lane.${t}`)}</span
          >`)}
      ${this.hover===null?l:this.renderHover(this.hover)}
    `}firstUpdated(){this.gestures=new Ke({element:this.surface,view:()=>this.view,day:()=>this.day,show:e=>this.dispatchEvent(new CustomEvent(`view`,{detail:e})),seek:e=>this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))})}updated(e){if(this.widthPx===0)return;let t=at(this);if(!(e.size===1&&e.has(`hover`))){if(e.size>1||!e.has(`positionMs`)){let e={lanes:this.lanes,gaps:this.gaps,view:this.view,day:this.day,nowMs:Date.now(),label:rt};Ye(it(this.back,this.widthPx),this.widthPx,e,t)}et(it(this.front,this.widthPx),this.widthPx,this.view,this.positionMs,t)}}renderHover({leftPx:e,atMs:t,picture:n}){return b`<figure style="left: ${e}px" aria-hidden="true">
      ${n===null?l:b`<img src=${n} alt="" />`}
      <figcaption>${w(t)}</figcaption>
    </figure>`}moved(e){if(e.pointerType!==`mouse`||e.buttons!==0){this.left();return}let t=this.gestures.instantAt(e.clientX),{left:n}=this.getBoundingClientRect(),r=Math.min(Math.max(0,e.clientX-n-100),this.widthPx-200);this.hover={leftPx:r,atMs:t,picture:this.hover?.picture??null},clearTimeout(this.hovering),this.hovering=setTimeout(()=>this.hover={leftPx:r,atMs:t,picture:this.picture(t)},nt)}left(){clearTimeout(this.hovering),this.hover=null}};g([S({attribute:!1})],q.prototype,`lanes`,void 0),g([S({attribute:!1})],q.prototype,`gaps`,void 0),g([S({attribute:!1})],q.prototype,`view`,void 0),g([S({attribute:!1})],q.prototype,`day`,void 0),g([S({attribute:!1})],q.prototype,`positionMs`,void 0),g([S({attribute:!1})],q.prototype,`theme`,void 0),g([S({attribute:!1})],q.prototype,`picture`,void 0),g([y()],q.prototype,`hover`,void 0),g([y()],q.prototype,`widthPx`,void 0),g([p(`.surface`)],q.prototype,`surface`,void 0),g([p(`.back`)],q.prototype,`back`,void 0),g([p(`.front`)],q.prototype,`front`,void 0),q=g([f(`wf-lanes`)],q);function rt(e,t){return t<tt?w(e):C(e)}function it(e,t){let n=devicePixelRatio,[r,i]=[Math.round(t*n),Math.round(K*n)];e.width!==r&&(e.width=r),e.height!==i&&(e.height=i);let a=e.getContext(`2d`);if(a===null)throw Error(`this browser cannot draw`);return a.setTransform(n,0,0,n,0,0),a}function at(e){let t=getComputedStyle(e),n=e=>t.getPropertyValue(`--wf-${e}`).trim();return{recorded:n(`lane-recording`),speech:n(`lane-speech`),visits:n(`lane-faces`),text:n(`muted`),line:n(`line`),track:n(`page`),accent:n(`bad`)}}var ot=[.5,1,2,4,8],J=class extends x{constructor(...e){super(...e),this.positionMs=null,this.playing=!1,this.captions=!1,this.list=!1,this.speed=1}static{this.styles=[d,_,h,r`
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
    `]}render(){return b`
      ${this.renderButton(`frame_back`,de)}
      ${this.playing?this.renderButton(`play`,se,e(`timeline.pause`)):this.renderButton(`play`,re)}
      ${this.renderButton(`frame_on`,te)}
      <span class="time">${this.positionMs===null?``:w(this.positionMs)}</span>
      <select aria-label=${e(`timeline.speed`)} @change=${this.chosen}>
        ${ot.map(e=>b`<option value=${e} ?selected=${e===this.speed}>${e}×</option>`)}
      </select>
      ${this.renderButton(`captions`,ce,e(`timeline.captions`),this.captions)}
      <span class="space"></span>
      ${this.renderButton(`zoom_out`,oe)} ${this.renderButton(`zoom_in`,ue)}
      ${this.renderButton(`fit`,le)}
      ${this.renderButton(`list`,ie,e(`timeline.list`),this.list)}
    `}renderButton(t,n,r=e(`timeline.${t}`),i){let a=()=>void this.dispatchEvent(new CustomEvent(`command`,{detail:t}));return i===void 0?b`<button class="plain round" aria-label=${r} title=${r} @click=${a}>${m(n)}</button>`:b`<button class="plain round" aria-label=${r} title=${r} aria-pressed=${i} @click=${a}>
          ${m(n)}
        </button>`}chosen(e){let t=Number(e.target.value);this.dispatchEvent(new CustomEvent(`speed`,{detail:t}))}};g([S({attribute:!1})],J.prototype,`positionMs`,void 0),g([S({type:Boolean})],J.prototype,`playing`,void 0),g([S({type:Boolean})],J.prototype,`captions`,void 0),g([S({type:Boolean})],J.prototype,`list`,void 0),g([S({attribute:!1})],J.prototype,`speed`,void 0),J=g([f(`wf-playback-bar`)],J);var st=.02,ct=.05;function Y(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1,a=e[i];a!==void 0&&t(a)?n=i+1:r=i}return e[n-1]??e[0]??null}function lt(e,t){let n=Y(e,({programDateTime:e})=>(e??0)<=t);if(n?.programDateTime==null)return null;let r=Math.min(Math.max(0,(t-n.programDateTime)/1e3),n.duration-ct);return n.start+r}function ut(e,t){let n=Y(e,({start:e})=>e<=t+st);return n?.programDateTime==null?null:Math.round(n.programDateTime+Math.max(0,t-n.start)*1e3)}var dt=12,ft=class{constructor(e){this.video=e,this.state=new o(`idle`),this.position=new o(null),this.hls=null,this.entries=[],this.opening=0,this.moved=()=>{if(this.state.get()!==`ready`)return;let e=ut(this.entries,this.video.currentTime);e!==null&&this.position.set(e)},e.addEventListener(`timeupdate`,this.moved),e.addEventListener(`seeking`,this.moved)}async open(e,t,n){let r=++this.opening;this.close(),this.state.set(`loading`);let{default:i}=await ae(async()=>{let{default:e}=await import(`./hls.light-B5YW9Yff.js`);return{default:e}},[],import.meta.url);if(r!==this.opening)return;if(!i.isSupported()){this.state.set(`unplayable`);return}let a=new i({maxBufferLength:dt,backBufferLength:dt,enableWorker:!1});this.hls=a,a.on(i.Events.LEVEL_LOADED,(e,{details:t})=>{this.entries=t.fragments,this.state.set(t.fragments.length===0?`empty`:`ready`),n&&this.video.play().catch(()=>void 0)}),a.on(i.Events.ERROR,(e,{fatal:t,type:n,details:r})=>{t&&(r===i.ErrorDetails.BUFFER_ADD_CODEC_ERROR||r.startsWith(`manifestIncompatible`)?this.state.set(`unplayable`):n===i.ErrorTypes.MEDIA_ERROR?a.recoverMediaError():this.state.set(r===i.ErrorDetails.LEVEL_EMPTY_ERROR?`empty`:`failed`))}),a.loadSource(`${e}?at=${t}`),a.attachMedia(this.video)}seek(e){let t=lt(this.entries,e);return t!==null&&(this.video.currentTime=t,!0)}step(e,t){this.video.pause(),this.video.currentTime+=e/(t||25)}async toggle(){this.video.paused?await this.video.play():this.video.pause()}stop(){this.opening++,this.video.removeEventListener(`timeupdate`,this.moved),this.video.removeEventListener(`seeking`,this.moved),this.close()}close(){this.hls?.destroy(),this.hls=null,this.entries=[]}},X=class extends x{constructor(...e){super(...e),this.missing=null,this.caption=null,this.positionMs=null,this.speed=1,this.playerState=`idle`,this.player=null,this.loaded=null,this.tellPlaying=()=>{this.video.playbackRate=this.speed,this.dispatchEvent(new CustomEvent(`playing`,{detail:!this.video.paused}))}}static{this.styles=[d,_,r`
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
    `]}disconnectedCallback(){this.player?.stop(),this.player=this.loaded=null,super.disconnectedCallback()}show(e,t){if(this.loaded?.startMs===e.startMs&&t<this.loaded.endMs&&this.player?.state.get()===`ready`){this.player.seek(t);return}this.loaded=e;let n={camera_id:this.camera.id,start_ms:e.startMs,end_ms:e.endMs},r=this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:n});this.ensurePlayer().open(r,t,!this.video.paused)}async toggle(){await this.player?.toggle()}pause(){this.video.pause()}step(e){this.player?.step(e,this.camera.status?.stream?.frames_per_s??0)}clear(){this.player?.stop(),this.player=this.loaded=null,this.playerState=`idle`,this.video.removeAttribute(`src`),this.video.load()}render(){return b`
      <video
        playsinline
        aria-label=${this.camera.name}
        @play=${this.tellPlaying}
        @pause=${this.tellPlaying}
        @ended=${()=>this.dispatchEvent(new CustomEvent(`ended`))}
        @click=${()=>void this.toggle()}
        @keydown=${this.tellPlaying}
      ></video>
      ${this.playerState===`unplayable`?this.renderStill():l}
      ${this.caption===null?l:b`<p class="caption" dir="auto">${this.caption.text}</p>`}
      ${this.renderCover()}
    `}updated(e){(e.has(`speed`)||e.has(`camera`))&&(this.video.playbackRate=this.speed)}renderStill(){let t={camera_id:this.camera.id},n={at:this.positionMs,width:960},r=this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:t,query:n});return b`<div class="cover">
      <img src=${r} alt=${e(`live.picture_of`,{name:this.camera.name})} />
      <p class="note">${e(`timeline.unplayable`)}</p>
    </div>`}renderCover(){return this.missing===null?this.playerState===`failed`?b`<div class="cover" role="status"><p>${e(`timeline.failed`)}</p></div>`:this.playerState===`loading`?b`<div class="cover" role="status"><p>${e(`loading`)}</p></div>`:l:this.renderMissing(this.missing)}renderMissing({gap:t,nextMs:n}){return b`<div class="cover" role="status">
      <p>${t===null?e(`timeline.unrecorded`):pt(t)}</p>
      ${n===null?l:b`<button @click=${()=>this.dispatchEvent(new CustomEvent(`next`,{detail:n}))}>
              ${e(`timeline.next`)}
            </button>`}
    </div>`}ensurePlayer(){if(this.player!==null)return this.player;let e=new ft(this.video);return e.state.subscribe(e=>this.playerState=e),e.position.subscribe(e=>this.dispatchEvent(new CustomEvent(`position`,{detail:e}))),this.player=e,e}};g([S({attribute:!1})],X.prototype,`app`,void 0),g([S({attribute:!1})],X.prototype,`camera`,void 0),g([S({attribute:!1})],X.prototype,`missing`,void 0),g([S({attribute:!1})],X.prototype,`caption`,void 0),g([S({attribute:!1})],X.prototype,`positionMs`,void 0),g([S({attribute:!1})],X.prototype,`speed`,void 0),g([y()],X.prototype,`playerState`,void 0),g([p(`video`)],X.prototype,`video`,void 0),X=g([f(`wf-recording`)],X);function pt({start_ms:t,end_ms:n,reason:r}){return e(`timeline.gap_between`,{start:C(t),end:C(n??Date.now()),reason:e(`gap.${r}`)})}var mt=r`
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
    header > * {
      flex: 1 1 auto;
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
`,ht=200,Z=class extends x{constructor(...e){super(...e),this.lines=null,this.positionMs=null,this.speakers=[],this.isFollowing=!0}static{this.styles=[d,_,r`
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
      .empty {
        padding: 1rem;
        color: var(--wf-muted);
      }
    `]}render(){return b`
      <header>
        <h2>${e(`timeline.transcript`)}</h2>
        <button aria-pressed=${this.isFollowing} @click=${()=>this.isFollowing=!this.isFollowing}>
          ${e(`timeline.follow`)}
        </button>
      </header>
      ${this.renderLines()}
    `}updated(e){if(!this.isFollowing||!(e.has(`positionMs`)||e.has(`lines`)))return;let t=this.renderRoot.querySelector(`.current`),n=this.renderRoot.querySelector(`ol`);t!==null&&n!==null&&(n.scrollTop=t.offsetTop-n.offsetTop-n.clientHeight/3)}renderLines(){let{lines:t}=this;if(t===null)return b`<p class="empty" role="status">${e(`loading`)}</p>`;if(t.length===0)return b`<p class="empty">${e(`timeline.silent`)}</p>`;let n=this.positionMs===null?-1:V(t,this.positionMs),[r,i]=Ie(t,n,ht);return b`<ol>
      ${fe(t.slice(r,i),({id:e})=>e,(e,t)=>this.renderLine(e,r+t===n))}
    </ol>`}renderLine(e,t){let n=this.speakers.find(({id:t})=>t===e.speaker)?.name;return b`<li class=${t?`current`:``} aria-current=${t?`true`:l}>
      <button class="time" @click=${()=>this.seek(e.start_ms)}>${w(e.start_ms)}</button>
      <p dir="auto">
        ${n===void 0?l:b`<span class="speaker">${n}: </span>`}
        ${t&&e.words.length>0?e.words.map(e=>this.renderWord(e)):e.text}
      </p>
    </li>`}renderWord(e){let t=this.positionMs??0,n=e.start_ms<=t&&t<e.end_ms;return b`<button class="word ${n?`said`:``}" @click=${()=>this.seek(e.start_ms)}>
        ${e.text.trim()}</button
      >${` `}`}seek(e){this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};g([S({attribute:!1})],Z.prototype,`lines`,void 0),g([S({attribute:!1})],Z.prototype,`positionMs`,void 0),g([S({attribute:!1})],Z.prototype,`speakers`,void 0),g([y()],Z.prototype,`isFollowing`,void 0),Z=g([f(`wf-transcript`)],Z);var Q=3e4,$=class extends v{static{this.styles=[...v.styles,h,mt]}constructor(){super(),this.store=null,this.view=null,this.positionMs=null,this.missing=null,this.isPlaying=!1,this.hasCaptions=!0,this.isList=!1,this.speed=1,this.leave=[],this.isOpened=!1,this.picture=e=>{let{store:t}=this,n=t?.data.get().value;if(t===null||n==null||!B(n.lanes,e))return null;let r={params:{camera_id:t.cameraId},query:{at:Math.round(e),width:320}};return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,r)},this.pressed=e=>{let[t]=e.composedPath();if(e.defaultPrevented||gt(t,e.key))return;let n=He(e);n!==null&&this.store!==null&&(e.preventDefault(),this.act(n))},new s(this,()=>[this.app.cameras,this.app.theme,this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want(),addEventListener(`keydown`,this.pressed)}disconnectedCallback(){removeEventListener(`keydown`,this.pressed),this.leaveDay(),super.disconnectedCallback()}willUpdate(){let e=this.camera();if(e===null)return;let t=this.wantedDay();(this.store?.cameraId!==e.id||this.store.day!==t)&&this.enterDay(e.id,t)}updated(e){if(this.openOnce(),e.has(`place`)&&this.isOpened){let e=Number(this.place.query.get(`at`));e>0&&e!==this.positionMs&&this.seek(e)}}render(){let n=this.camera();if(n===null||this.store===null||this.view===null)return this.renderWithoutCamera();let{store:r,view:i}=this,{value:a,error:o}=r.data.get(),s=r.lines.get().value;return b`
      <header>
        <h1>${e(`nav.timeline`)}</h1>
        ${this.renderCameras(n)}
        <wf-day-picker
          .day=${r.day}
          .footage=${new Set((r.days.get().value??[]).map(({date:e})=>e))}
          @day=${e=>this.go(n.id,e.detail)}
        ></wf-day-picker>
        <a class="button" href="live/${encodeURIComponent(n.id)}">${m(t)}${e(`timeline.go_live`)}</a>
      </header>
      <div class="main">
        <wf-recording
          .app=${this.app}
          .camera=${n}
          .missing=${this.missing}
          .positionMs=${this.positionMs}
          .speed=${this.speed}
          .caption=${this.hasCaptions&&this.positionMs!==null?Ne(s??[],this.positionMs):null}
          @position=${e=>this.moved(e.detail)}
          @playing=${e=>this.isPlaying=e.detail}
          @next=${e=>this.seek(e.detail)}
        ></wf-recording>
        <wf-transcript
          .lines=${s}
          .speakers=${this.app.people.get().value??[]}
          .positionMs=${this.positionMs}
          @seek=${e=>this.seek(e.detail)}
        ></wf-transcript>
      </div>
      <section class="lanes" aria-label=${e(`timeline.label`)}>
        <wf-playback-bar
          .positionMs=${this.positionMs}
          .playing=${this.isPlaying}
          .captions=${this.hasCaptions}
          .list=${this.isList}
          .speed=${this.speed}
          @command=${e=>this.command(e.detail)}
          @speed=${e=>this.speed=e.detail}
        ></wf-playback-bar>
        ${a===null?this.renderNoData(o):this.renderDay(a,i,r.span)}
      </section>
    `}renderDay(e,t,n){let r=e=>this.seek(e.detail);return this.isList?b`<wf-event-list .items=${Be(e.lanes,e.gaps,Date.now())} @seek=${r}></wf-event-list>`:b`<wf-lanes
      .lanes=${e.lanes}
      .gaps=${e.gaps}
      .view=${t}
      .day=${n}
      .positionMs=${this.positionMs}
      .theme=${this.app.theme.get()}
      .picture=${this.picture}
      @seek=${r}
      @view=${e=>this.view=e.detail}
    ></wf-lanes>`}renderNoData(t){return t===null?b`<p role="status">${e(`loading`)}</p>`:b`<wf-notice .icon=${i} heading=${e(`timeline.failed`)} text=${n(t)}>
      <button class="primary" @click=${()=>void this.store?.data.load()}>${e(`failure.retry`)}</button>
    </wf-notice>`}renderCameras(t){return b`<select aria-label=${e(`timeline.camera`)} @change=${e=>this.go(e.target.value,this.wantedDay())}>
      ${(this.app.cameras.get().value??[]).map(({id:e,name:n})=>b`<option value=${e} ?selected=${e===t.id}>${n}</option>`)}
    </select>`}renderWithoutCamera(){let{value:t,error:r}=this.app.cameras.get(),a=b`<h1 class="hidden-text">${e(`nav.timeline`)}</h1>`;if(t===null&&r===null)return b`${a}
        <p role="status">${e(`loading`)}</p>`;if(t===null)return b`${a}<wf-notice
          .icon=${i}
          heading=${e(`failure.title`)}
          text=${n(r)}
        ></wf-notice>`;let o=t.length===0;return b`${a}
      <wf-notice
        .icon=${ne}
        heading=${e(o?`live.none`:`live.gone`)}
        text=${e(o?`live.none_text`:`live.gone_text`)}
      >
        ${o?l:b`<a class="button primary" href="timeline">${e(`timeline.no_camera`)}</a>`}
      </wf-notice>`}camera(){let e=this.place.params.camera;return e===void 0?this.app.cameras.get().value?.[0]??null:this.app.cameras.find(e)}wantedDay(){let{query:e}=this.place,t=Number(e.get(`at`));return _e(e.get(`day`))??E(t>0?t:Date.now())}go(e,t){this.app.router.go(`timeline/${encodeURIComponent(e)}?day=${t}`)}enterDay(e,t){this.leaveDay();let n=new ze(this.app.api,this.app.events,e,t),r=()=>this.requestUpdate();this.leave=[n.data,n.lines,n.days].map(e=>e.subscribe(r)),this.store=n,this.view=n.span,this.positionMs=this.missing=null,this.isOpened=!1,n.start()}leaveDay(){for(let e of this.leave.splice(0))e();this.store?.stop(),this.recording?.clear(),this.store=null}openOnce(){let e=this.store?.data.get().value;if(this.isOpened||e==null||this.store===null||this.recording===null)return;this.isOpened=!0;let{starts:t,ends:n}=e.lanes.recorded,[r]=t,i=n.at(-1),a=Number(this.place.query.get(`at`));a>0?this.seek(a):r===void 0||i===void 0?this.missing={gap:null,nextMs:null}:this.seek(this.store.day===E(Date.now())?Math.max(r,i-Q):r)}seek(e){let{store:t}=this,n=t?.data.get().value;if(t===null||n==null||this.view===null)return;let r=Math.round(Math.min(Math.max(e,t.span.startMs),t.span.endMs-1));if(this.positionMs=r,this.view=L(this.view,t.span,r),this.app.router.go(`timeline/${encodeURIComponent(t.cameraId)}?day=${t.day}&at=${r}`,{replace:!0}),B(n.lanes,r))this.missing=null,this.recording?.show(t.window(),r);else{this.recording?.pause();let{starts:e}=n.lanes.recorded;this.missing={gap:Oe(n.gaps,r),nextMs:e[z(n.lanes.recorded,r)]??null}}}moved(e){this.missing===null&&this.store!==null&&this.view!==null&&(this.positionMs=e,this.isPlaying&&(this.view=L(this.view,this.store.span,e)))}command(e){({play:()=>this.act({kind:`play`}),frame_back:()=>this.act({kind:`frame`,direction:-1}),frame_on:()=>this.act({kind:`frame`,direction:1}),zoom_in:()=>this.act({kind:`zoom`,factor:.5}),zoom_out:()=>this.act({kind:`zoom`,factor:2}),list:()=>this.act({kind:`list`}),captions:()=>this.hasCaptions=!this.hasCaptions,fit:()=>this.view=this.store?.span??null})[e]()}act(e){let{store:t,view:n}=this;if(t===null||n===null)return;let r=this.positionMs??t.span.startMs;switch(e.kind){case`seek`:this.seek(r+e.byMs);break;case`edge`:this.seek(e.end?t.window().endMs-Q:t.span.startMs);break;case`zoom`:this.view=F(n,t.span,r,e.factor);break;case`neighbour`:this.seekNeighbour(t,r,e.direction);break;default:this.play(e)}}play(e){e.kind===`list`?this.isList=!this.isList:e.kind===`play`?this.recording?.toggle():this.recording?.step(e.direction)}seekNeighbour(e,t,n){let r=e.data.get().value?.lanes,i=r===void 0?null:De([r.speech,r.visits],t,n);i!==null&&this.seek(i)}};g([y()],$.prototype,`store`,void 0),g([y()],$.prototype,`view`,void 0),g([y()],$.prototype,`positionMs`,void 0),g([y()],$.prototype,`missing`,void 0),g([y()],$.prototype,`isPlaying`,void 0),g([y()],$.prototype,`hasCaptions`,void 0),g([y()],$.prototype,`isList`,void 0),g([y()],$.prototype,`speed`,void 0),g([p(`wf-recording`)],$.prototype,`recording`,void 0),$=g([f(`wf-timeline-page`)],$);function gt(e,t){return e instanceof HTMLElement?e.matches(`input, select, textarea`)?!0:t===` `&&e.matches(`button, a`):!1}export{$ as TimelinePage};