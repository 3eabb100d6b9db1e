import{E as e,G as t,O as n,S as r,_ as i,a,g as o,h as s,n as c,nt as l,r as u,tt as d,v as f,w as ee,y as p}from"./page-Bbbv94SC.js";import{t as m}from"./pages-DM52oS2d.js";import{t as h}from"./query-Df4-SAIv.js";import{n as g}from"./format-BuzaE_m5.js";function te(){return Intl.DateTimeFormat().resolvedOptions().timeZone}function _(e){let t=new Date(e);return C(t.getFullYear(),t.getMonth()+1,t.getDate())}function v(e){let[t,n,r]=S(e);return{startMs:new Date(t,n-1,r).getTime(),endMs:new Date(t,n-1,r+1).getTime()}}function y(e,t){let[n,r,i]=S(e);return _(new Date(n,r-1,i+t,12).getTime())}function b(e){return e===null||!/^\d{4}-\d{2}-\d{2}$/.test(e)?null:_(v(e).startMs)===e?e:null}function x(e,t){let[n,r]=S(e),i=(new Date(n,r-1,1).getDay()-t+7)%7,a=new Date(n,r,0).getDate(),o=Array.from({length:Math.ceil((i+a)/7)*7},(e,t)=>{let o=t-i+1;return o>=1&&o<=a?C(n,r,o):null});return Array.from({length:o.length/7},(e,t)=>o.slice(t*7,t*7+7))}function S(e){return e.split(`-`).map(Number)}function C(e,t,n){return`${String(e).padStart(4,`0`)}-${String(t).padStart(2,`0`)}-${String(n).padStart(2,`0`)}`}var w=class extends p{constructor(...e){super(...e),this.footage=new Set,this.month=null}static{this.styles=[a,u,ee`
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
    `]}render(){let e=this.day>=_(Date.now());return r`
      <button
        class="plain round"
        aria-label=${n(`timeline.day_before`)}
        @click=${()=>this.choose(y(this.day,-1))}
      >
        ${s(d)}
      </button>
      <button class="plain" popovertarget="calendar" @click=${()=>this.month=null}>
        ${s(t)}${g(v(this.day).startMs)}
      </button>
      <button
        class="plain round"
        ?disabled=${e}
        aria-label=${n(`timeline.day_after`)}
        @click=${()=>this.choose(y(this.day,1))}
      >
        ${s(l)}
      </button>
      <div id="calendar" class="calendar" popover role="dialog" aria-label=${n(`timeline.choose_day`)}>
        ${this.renderMonth(this.month??this.day)}
      </div>
    `}renderMonth(t){let i=new Intl.DateTimeFormat(e(),{month:`long`,year:`numeric`}),a=new Intl.DateTimeFormat(e(),{weekday:`narrow`}),o=x(t,ne()),[c=[]]=o.filter(e=>e.every(e=>e!==null));return r`
      <div class="month">
        <button class="plain round" aria-label=${n(`timeline.month_before`)} @click=${()=>this.turn(t,-1)}>
          ${s(d)}
        </button>
        <h2>${i.format(v(t).startMs)}</h2>
        <button class="plain round" aria-label=${n(`timeline.month_after`)} @click=${()=>this.turn(t,1)}>
          ${s(l)}
        </button>
      </div>
      <table>
        <tr>
          ${c.map(e=>r`<th scope="col">${a.format(v(e).startMs)}</th>`)}
        </tr>
        ${o.map(e=>r`<tr>
              ${e.map(e=>r`<td>${e===null?``:this.renderDay(e)}</td>`)}
            </tr>`)}
      </table>
    `}renderDay(e){let t=this.footage.has(e),i=g(v(e).startMs);return r`<button
      class=${t?`footage`:``}
      aria-pressed=${e===this.day}
      aria-label=${t?n(`timeline.with_footage`,{day:i}):i}
      ?disabled=${e>_(Date.now())}
      @click=${()=>this.choose(e)}
    >
      ${Number(e.slice(-2))}
    </button>`}turn(e,t){let n=`${e.slice(0,8)}01`;this.month=y(n,t>0?31:-1)}choose(e){this.calendar.hidePopover(),this.dispatchEvent(new CustomEvent(`day`,{detail:e}))}};c([i({attribute:!1})],w.prototype,`day`,void 0),c([i({attribute:!1})],w.prototype,`footage`,void 0),c([o()],w.prototype,`month`,void 0),c([h(`.calendar`)],w.prototype,`calendar`,void 0),w=c([f(`wf-day-picker`)],w);function ne(){let t=new Intl.Locale(e());return((t.getWeekInfo?.()??t.weekInfo)?.firstDay??1)%7}var T=1e3;function E({startMs:e,endMs:t}){return t-e}function D(e,t,n){let r=Math.min(Math.max(t,T),E(n)),i=Math.min(Math.max(e,n.startMs),n.endMs-r);return{startMs:i,endMs:i+r}}function O(e,t,n,r){let i=Math.min(Math.max(E(e)*r,T),E(t));return D(n-(n-e.startMs)/E(e)*i,i,t)}function k(e,t,n){return D(e.startMs+n,E(e),t)}function A(e,t,n){return n>=e.startMs&&n<=e.endMs?e:D(n-E(e)*.1,E(e),t)}function j(e,t,n,r){let i=E(e),[a,o]=n.map(t=>e.startMs+t*i),s=r[1]-r[0];if(Math.abs(s)<.01)return e;let c=(o-a)/s;return c<=0?e:D(a-r[0]*c,c,t)}var M=9e5;function N(e,t){let n=Math.max(M,3*E(t));return D(t.startMs-.1*n,n,e)}var P=[1,2,5,10,30,60,120,300,600,1800,3600,7200,10800,21600],F=36e5;function I(e,t,n){let r=(P.find(t=>E(e)/(t*1e3)<=n)??43200)*1e3;if(r>=F)return{stepMs:r,atMs:L(e,t,r/F)};let i=Math.ceil((e.startMs-t.startMs)/r),a=Math.floor((e.endMs-t.startMs)/r)-i+1;return{stepMs:r,atMs:Array.from({length:a},(e,n)=>t.startMs+(i+n)*r)}}function L(e,t,n){let r=new Date(t.startMs),i=new Set;for(let t=r.getHours();;t+=n){let n=new Date(r.getFullYear(),r.getMonth(),r.getDate(),t,r.getMinutes());if(n.getTime()>e.endMs)return[...i];n.getTime()>=e.startMs&&n.getHours()===t%24&&i.add(n.getTime())}}var R={starts:new Float64Array,ends:new Float64Array};function z({recorded:e,motion:t,speech:n,visits:r,start_ms:i}){return{recorded:B(e,i),motion:t==null?null:B(t,i),speech:B(n,i),visits:B(r,i)}}function B({after_ms:e,lasts_ms:t},n){let r=new Float64Array(e.length),i=new Float64Array(e.length),a=n;for(let[n,o]of e.entries())a+=o,r[n]=a,i[n]=a+(t[n]??0);return{starts:r,ends:i}}function V({starts:e},t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]??0)<=t?n=i+1:r=i}return n}var H=64;function U(e,t,n){n.fill(0);let r=n.length/E(t),i=Math.max(0,V(e,t.startMs)-H);for(let a=i;a<e.starts.length;a++){let i=e.starts[a]??0;if(i>=t.endMs)break;W(n,(i-t.startMs)*r,((e.ends[a]??0)-t.startMs)*r)}}function W(e,t,n){let r=Math.max(0,t),i=Math.min(e.length,n);for(let t=Math.floor(r);t<i;t++){let n=Math.min(i,t+1)-Math.max(r,t);e[t]=Math.min(1,(e[t]??0)+n)}}function G(e,t,n){let r=e.map(e=>{let r=V(e,n>0?t:t-1500);return e.starts[n>0?r:r-1]}).filter(e=>e!==void 0);return r.length===0?null:n>0?Math.min(...r):Math.max(...r)}function K({recorded:e},t){return t<(e.ends[V(e,t)-1]??0)}function q(e,t){return e.find(({start_ms:e,end_ms:n})=>e<=t&&t<(n??1/0))??null}var J=500;async function Y(e,t,n,r){let i={camera_id:t},a={start:n.startMs,end:n.endMs},[o,{gaps:s}]=await Promise.all([e.call(`GET /api/cameras/{camera_id}/lanes`,{params:i,query:a,signal:r}),e.call(`GET /api/cameras/{camera_id}/gaps`,{params:i,query:a,signal:r})]);return{lanes:z(o),gaps:s}}async function X(e,t,n,r){let i=[],a=null;do{let o={camera_ids:[t],start:n.startMs,end:n.endMs,limit:J,cursor:a},s=await e.call(`POST /api/transcripts/search`,{body:o,signal:r});i.push(...s.lines),{cursor:a}=s}while(a!==null);return i.sort((e,t)=>e.start_ms-t.start_ms)}function Z(e,t,n,r){let i={camera:t,start:n.startMs,end:n.endMs,limit:J};return m(t=>e.call(`GET /api/visits`,{query:{...i,cursor:t},signal:r}),e=>e.visits)}async function re(e,t,n){let r={params:{camera_id:t},query:{tz:te()},signal:n};return(await e.call(`GET /api/cameras/{camera_id}/recordings/days`,r)).days}function Q(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]?.start_ms??0)<=t?n=i+1:r=i}return n-1}function ie(e,t){let n=e[Q(e,t)];return n!==void 0&&t<=n.end_ms+ae?n:null}var ae=1500;function oe(e,t){let n=e.filter(({id:e})=>e!==t.id),r=Q(n,t.start_ms)+1;return[...n.slice(0,r),t,...n.slice(r)]}function $(e,t){let n=t.map(e=>e.trim().replace(/[.*+?^${}()|[\]\\]/g,`\\$&`)).filter(Boolean);return n.length===0?[e]:e.split(RegExp(`(?<![\\p{L}\\p{N}])(${n.join(`|`)})(?![\\p{L}\\p{N}])`,`iu`))}function se(e,t){return $(e,t.flatMap(e=>e.trim().split(/\s+/)).filter(Boolean)).length>1}function ce(e,t,n){let r=Math.max(0,Math.min(t-n/2,e.length-n));return[r,Math.min(e.length,r+n)]}export{O as C,b as E,I as S,_ as T,E as _,ie as a,j as b,re as c,R as d,U as f,G as g,K as h,$ as i,X as l,q as m,se as n,oe as o,V as p,Q as r,Y as s,ce as t,Z as u,N as v,v as w,A as x,k as y};