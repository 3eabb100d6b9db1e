import{E as e,G as t,O as n,S as r,_ as i,a,g as o,h as s,n as c,nt as l,r as ee,tt as u,v as te,w as d,y as f}from"./page-CA3PHYrT.js";import{t as p}from"./pages-DM52oS2d.js";import{t as ne}from"./query-Df4-SAIv.js";import{n as m}from"./format-CLmvoGUa.js";function re(){return Intl.DateTimeFormat().resolvedOptions().timeZone}function h(e){let t=new Date(e);return x(t.getFullYear(),t.getMonth()+1,t.getDate())}function g(e){let[t,n,r]=b(e);return{startMs:new Date(t,n-1,r).getTime(),endMs:new Date(t,n-1,r+1).getTime()}}function _(e,t){let[n,r,i]=b(e);return h(new Date(n,r-1,i+t,12).getTime())}function v(e){return e===null||!/^\d{4}-\d{2}-\d{2}$/.test(e)?null:h(g(e).startMs)===e?e:null}function y(e,t){let[n,r]=b(e),i=(new Date(n,r-1,1).getDay()-t+7)%7,a=new Date(n,r,0).getDate(),o=Array.from({length:Math.ceil((i+a)/7)*7},(e,t)=>{let o=t-i+1;return o>=1&&o<=a?x(n,r,o):null});return Array.from({length:o.length/7},(e,t)=>o.slice(t*7,t*7+7))}function b(e){return e.split(`-`).map(Number)}function x(e,t,n){return`${String(e).padStart(4,`0`)}-${String(t).padStart(2,`0`)}-${String(n).padStart(2,`0`)}`}var S=new WeakMap,ie=new Set;function ae(e){if(e===null)return ie;let t=S.get(e)??new Set(e.map(({date:e})=>e));return S.set(e,t),t}var C=class extends f{constructor(...e){super(...e),this.footage=new Set,this.month=null}static{this.styles=[a,ee,d`
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
    `]}render(){let e=this.day>=h(Date.now());return r`
      <button
        class="plain round"
        aria-label=${n(`timeline.day_before`)}
        @click=${()=>this.choose(_(this.day,-1))}
      >
        ${s(u)}
      </button>
      <button class="plain" popovertarget="calendar" @click=${()=>this.month=null}>
        ${s(t)}${m(g(this.day).startMs)}
      </button>
      <button
        class="plain round"
        ?disabled=${e}
        aria-label=${n(`timeline.day_after`)}
        @click=${()=>this.choose(_(this.day,1))}
      >
        ${s(l)}
      </button>
      <div id="calendar" class="calendar" popover role="dialog" aria-label=${n(`timeline.choose_day`)}>
        ${this.renderMonth(this.month??this.day)}
      </div>
    `}renderMonth(t){let i=new Intl.DateTimeFormat(e(),{month:`long`,year:`numeric`}),a=new Intl.DateTimeFormat(e(),{weekday:`narrow`}),o=y(t,oe()),[c=[]]=o.filter(e=>e.every(e=>e!==null));return r`
      <div class="month">
        <button class="plain round" aria-label=${n(`timeline.month_before`)} @click=${()=>this.turn(t,-1)}>
          ${s(u)}
        </button>
        <h2>${i.format(g(t).startMs)}</h2>
        <button class="plain round" aria-label=${n(`timeline.month_after`)} @click=${()=>this.turn(t,1)}>
          ${s(l)}
        </button>
      </div>
      <table>
        <tr>
          ${c.map(e=>r`<th scope="col">${a.format(g(e).startMs)}</th>`)}
        </tr>
        ${o.map(e=>r`<tr>
              ${e.map(e=>r`<td>${e===null?``:this.renderDay(e)}</td>`)}
            </tr>`)}
      </table>
    `}renderDay(e){let t=this.footage.has(e),i=m(g(e).startMs);return r`<button
      class=${t?`footage`:``}
      aria-pressed=${e===this.day}
      aria-label=${t?n(`timeline.with_footage`,{day:i}):i}
      ?disabled=${e>h(Date.now())}
      @click=${()=>this.choose(e)}
    >
      ${Number(e.slice(-2))}
    </button>`}turn(e,t){let n=`${e.slice(0,8)}01`;this.month=_(n,t>0?31:-1)}choose(e){this.calendar.hidePopover(),this.dispatchEvent(new CustomEvent(`day`,{detail:e}))}};c([i({attribute:!1})],C.prototype,`day`,void 0),c([i({attribute:!1})],C.prototype,`footage`,void 0),c([o()],C.prototype,`month`,void 0),c([ne(`.calendar`)],C.prototype,`calendar`,void 0),C=c([te(`wf-day-picker`)],C);function oe(){let t=new Intl.Locale(e());return((t.getWeekInfo?.()??t.weekInfo)?.firstDay??1)%7}var w=1e3;function T({startMs:e,endMs:t}){return t-e}function E(e,t,n){let r=Math.min(Math.max(t,w),T(n)),i=Math.min(Math.max(e,n.startMs),n.endMs-r);return{startMs:i,endMs:i+r}}function D(e,t,n,r){let i=Math.min(Math.max(T(e)*r,w),T(t));return E(n-(n-e.startMs)/T(e)*i,i,t)}function O(e,t,n){return E(e.startMs+n,T(e),t)}function k(e,t,n){return n>=e.startMs&&n<=e.endMs?e:E(n-T(e)*.1,T(e),t)}function A(e,t,n,r){let i=T(e),[a,o]=n.map(t=>e.startMs+t*i),s=r[1]-r[0];if(Math.abs(s)<.01)return e;let c=(o-a)/s;return c<=0?e:E(a-r[0]*c,c,t)}var j=9e5;function M(e,t){let n=Math.max(j,3*T(t));return E(t.startMs-.1*n,n,e)}var N=[1,2,5,10,30,60,120,300,600,1800,3600,7200,10800,21600],P=36e5;function F(e,t,n){let r=(N.find(t=>T(e)/(t*1e3)<=n)??43200)*1e3;if(r>=P)return{stepMs:r,atMs:I(e,t,r/P)};let i=Math.ceil((e.startMs-t.startMs)/r),a=Math.floor((e.endMs-t.startMs)/r)-i+1;return{stepMs:r,atMs:Array.from({length:a},(e,n)=>t.startMs+(i+n)*r)}}function I(e,t,n){let r=new Date(t.startMs),i=new Set;for(let t=r.getHours();;t+=n){let n=new Date(r.getFullYear(),r.getMonth(),r.getDate(),t,r.getMinutes());if(n.getTime()>e.endMs)return[...i];n.getTime()>=e.startMs&&n.getHours()===t%24&&i.add(n.getTime())}}var L=1/40,R=2.5;function z(e,t,n){if(!(n.startMs>=e.startMs&&n.endMs<=e.endMs)||T(n)>=T(e)*L)return e;let r=T(n)*R;return E(n.startMs-r,T(n)+2*r,t)}var B={starts:new Float64Array,ends:new Float64Array};function V({recorded:e,motion:t,speech:n,visits:r,start_ms:i}){return{recorded:H(e,i),motion:t==null?null:H(t,i),speech:H(n,i),visits:H(r,i)}}function H({after_ms:e,lasts_ms:t},n){let r=new Float64Array(e.length),i=new Float64Array(e.length),a=n;for(let[n,o]of e.entries())a+=o,r[n]=a,i[n]=a+(t[n]??0);return{starts:r,ends:i}}function U({starts:e},t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]??0)<=t?n=i+1:r=i}return n}var W=64;function G(e,t,n){n.fill(0);let r=n.length/T(t),i=Math.max(0,U(e,t.startMs)-W);for(let a=i;a<e.starts.length;a++){let i=e.starts[a]??0;if(i>=t.endMs)break;K(n,(i-t.startMs)*r,((e.ends[a]??0)-t.startMs)*r)}}function K(e,t,n){let r=Math.max(0,t),i=Math.min(e.length,n);for(let t=Math.floor(r);t<i;t++){let n=Math.min(i,t+1)-Math.max(r,t);e[t]=Math.min(1,(e[t]??0)+n)}}function q(e,t,n){let r=e.map(e=>{let r=U(e,n>0?t:t-1500);return e.starts[n>0?r:r-1]}).filter(e=>e!==void 0);return r.length===0?null:n>0?Math.min(...r):Math.max(...r)}function se({recorded:e},t){return t<(e.ends[U(e,t)-1]??0)}function ce(e,t){return e.find(({start_ms:e,end_ms:n})=>e<=t&&t<(n??1/0))??null}var J=500;async function le(e,t,n,r){let i={camera_id:t},a={start:n.startMs,end:n.endMs},[o,{gaps:s}]=await Promise.all([e.call(`GET /api/cameras/{camera_id}/lanes`,{params:i,query:a,signal:r}),e.call(`GET /api/cameras/{camera_id}/gaps`,{params:i,query:a,signal:r})]);return{lanes:V(o),gaps:s}}async function ue(e,t,n,r){let i=[],a=null;do{let o={camera_ids:[t],start:n.startMs,end:n.endMs,limit:J,cursor:a},s=await e.call(`POST /api/transcripts/search`,{body:o,signal:r});i.push(...s.lines),{cursor:a}=s}while(a!==null);return i.sort((e,t)=>e.start_ms-t.start_ms)}function de(e,t,n,r){let i={camera:t,start:n.startMs,end:n.endMs,limit:J};return p(t=>e.call(`GET /api/visits`,{query:{...i,cursor:t},signal:r}),e=>e.visits)}async function fe(e,t,n){let r={params:{camera_id:t},query:{tz:re()},signal:n};return(await e.call(`GET /api/cameras/{camera_id}/recordings/days`,r)).days}function Y(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]?.start_ms??0)<=t?n=i+1:r=i}return n-1}function pe(e,t){let n=e[Y(e,t)];return n!==void 0&&t<=n.end_ms+me?n:null}var me=1500;function he(e,t){let n=e.filter(({id:e})=>e!==t.id),r=Y(n,t.start_ms)+1;return[...n.slice(0,r),t,...n.slice(r)]}function ge(e,t){let n=t.map(e=>e.trim().replace(/[.*+?^${}()|[\]\\]/g,`\\$&`)).filter(Boolean);return n.length===0?[e]:e.split(RegExp(`(?<![\\p{L}\\p{N}])(${n.join(`|`)})(?![\\p{L}\\p{N}])`,`iu`))}function _e(e,t){if(t.length===0)return e.map(()=>!1);let n=[],r=0;for(let[i,a]of ge(e.map(({text:e})=>e).join(` `),t).entries())i%2==1&&n.push([r,r+a.length]),r+=a.length;let i=0;return e.map(({text:e})=>{let[t,r]=[i,i+e.length];return i=r+1,n.some(([e,n])=>e<r&&n>t)})}function ve(e,t,n){let r=Math.max(0,Math.min(t-n/2,e.length-n));return[r,Math.min(e.length,r+n)]}var ye=2,be=/[.!?…。！？؟।]["'”’»）)\]]*$/u;function xe(e){let t=[],n=[];for(let r of e){let e=Se(r);t.push(...e),n.push(...Ce(e))}return t.sort((e,t)=>e.startMs-t.startMs||e.endMs-t.endMs),{words:t,edges:{word:X(t),sentence:X(n)}}}function Se({id:e,start_ms:t,end_ms:n,text:r,words:i}){return(i.length>0?i:[{text:r,start_ms:t,end_ms:n}]).map(t=>({text:t.text.trim(),startMs:t.start_ms,endMs:Math.max(t.start_ms,t.end_ms),lineId:e}))}function Ce(e){let t=[],n=null;for(let[r,{text:i,startMs:a,endMs:o}]of e.entries())n??=a,!be.test(i)&&r<e.length-1||(t.push({startMs:n,endMs:o}),n=null);return t}function X(e){let t=e=>[...new Set(e)].sort((e,t)=>e-t);return{start:t(e.map(({startMs:e})=>e)),end:t(e.map(({endMs:e})=>e))}}function Z(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]??0)<=t?n=i+1:r=i}return n}function Q(e,t){let n=Z(e,t),[r=-1/0,i=1/0]=[e[n-1],e[n]];return t-r<=i-t?r:i}function $({edges:e},t,n,r){let[i,a]=[Q(e.word[t],n),Q(e.sentence[t],n)],[o,s]=[Math.abs(i-n),Math.abs(a-n)/ye];return Math.min(o,s)>r?n:s<=o?a:i}function we({edges:e},t,n,r,i){let a=e[i][t];return a[r>0?Z(a,n):Z(a,n-1)-1]??null}function Te({words:e},t,n){return e.filter(e=>{let r=(e.startMs+e.endMs)/2;return t<=r&&r<n})}export{h as A,O as C,D,F as E,g as O,M as S,k as T,ce as _,ve as a,z as b,_e as c,fe as d,ue as f,U as g,G as h,Te as i,v as j,ae as k,he as l,B as m,xe as n,Y as o,de as p,we as r,pe as s,$ as t,le as u,se as v,A as w,T as x,q as y};