import{C as e,E as t,L as n,N as r,P as i,S as a,T as o,b as s,dt as c,ft as l,i as u,j as d,k as f,l as p,nt as ee,o as te,r as m,w as h}from"./shell-ByTqqPMM.js";function ne(){return Intl.DateTimeFormat().resolvedOptions().timeZone}function g(e){let t=new Date(e);return b(t.getFullYear(),t.getMonth()+1,t.getDate())}function _(e){let[t,n,r]=y(e);return{startMs:new Date(t,n-1,r).getTime(),endMs:new Date(t,n-1,r+1).getTime()}}function v(e,t){let[n,r,i]=y(e);return g(new Date(n,r-1,i+t,12).getTime())}function re(e){return e===null||!/^\d{4}-\d{2}-\d{2}$/.test(e)?null:g(_(e).startMs)===e?e:null}function ie(e,t){let[n,r]=y(e),i=(new Date(n,r-1,1).getDay()-t+7)%7,a=new Date(n,r,0).getDate(),o=Array.from({length:Math.ceil((i+a)/7)*7},(e,t)=>{let o=t-i+1;return o>=1&&o<=a?b(n,r,o):null});return Array.from({length:o.length/7},(e,t)=>o.slice(t*7,t*7+7))}function y(e){return e.split(`-`).map(Number)}function b(e,t,n){return`${String(e).padStart(4,`0`)}-${String(t).padStart(2,`0`)}-${String(n).padStart(2,`0`)}`}var x=new WeakMap,S=new Set;function C(e){if(e===null)return S;let t=x.get(e)??new Set(e.map(({date:e})=>e));return x.set(e,t),t}var w=class extends t{constructor(...e){super(...e),this.footage=new Set,this.month=null}static{this.styles=[te,u,d`
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
    `]}render(){let e=this.day>=g(Date.now());return f`
      <button
        class="plain round"
        aria-label=${i(`timeline.day_before`)}
        @click=${()=>this.choose(v(this.day,-1))}
      >
        ${s(c)}
      </button>
      <button class="plain" popovertarget="calendar" @click=${()=>this.month=null}>
        ${s(ee)}${p(_(this.day).startMs)}
      </button>
      <button
        class="plain round"
        ?disabled=${e}
        aria-label=${i(`timeline.day_after`)}
        @click=${()=>this.choose(v(this.day,1))}
      >
        ${s(l)}
      </button>
      <div id="calendar" class="calendar" popover role="dialog" aria-label=${i(`timeline.choose_day`)}>
        ${this.renderMonth(this.month??this.day)}
      </div>
    `}renderMonth(e){let t=new Intl.DateTimeFormat(r(),{month:`long`,year:`numeric`}),n=new Intl.DateTimeFormat(r(),{weekday:`narrow`}),a=ie(e,ae()),[o=[]]=a.filter(e=>e.every(e=>e!==null));return f`
      <div class="month">
        <button class="plain round" aria-label=${i(`timeline.month_before`)} @click=${()=>this.turn(e,-1)}>
          ${s(c)}
        </button>
        <h2>${t.format(_(e).startMs)}</h2>
        <button class="plain round" aria-label=${i(`timeline.month_after`)} @click=${()=>this.turn(e,1)}>
          ${s(l)}
        </button>
      </div>
      <table>
        <tr>
          ${o.map(e=>f`<th scope="col">${n.format(_(e).startMs)}</th>`)}
        </tr>
        ${a.map(e=>f`<tr>
              ${e.map(e=>f`<td>${e===null?``:this.renderDay(e)}</td>`)}
            </tr>`)}
      </table>
    `}renderDay(e){let t=this.footage.has(e),n=p(_(e).startMs);return f`<button
      class=${t?`footage`:``}
      aria-pressed=${e===this.day}
      aria-label=${t?i(`timeline.with_footage`,{day:n}):n}
      ?disabled=${e>g(Date.now())}
      @click=${()=>this.choose(e)}
    >
      ${Number(e.slice(-2))}
    </button>`}turn(e,t){let n=`${e.slice(0,8)}01`;this.month=v(n,t>0?31:-1)}choose(e){this.calendar.hidePopover(),this.dispatchEvent(new CustomEvent(`day`,{detail:e}))}};m([h({attribute:!1})],w.prototype,`day`,void 0),m([h({attribute:!1})],w.prototype,`footage`,void 0),m([e()],w.prototype,`month`,void 0),m([a(`.calendar`)],w.prototype,`calendar`,void 0),w=m([o(`wf-day-picker`)],w);function ae(){let e=new Intl.Locale(r());return((e.getWeekInfo?.()??e.weekInfo)?.firstDay??1)%7}var T=1e3;function E({startMs:e,endMs:t}){return t-e}function D(e,t,n){let r=Math.min(Math.max(t,T),E(n)),i=Math.min(Math.max(e,n.startMs),n.endMs-r);return{startMs:i,endMs:i+r}}function oe(e,t,n,r){let i=Math.min(Math.max(E(e)*r,T),E(t));return D(n-(n-e.startMs)/E(e)*i,i,t)}function se(e,t,n){return D(e.startMs+n,E(e),t)}function O(e,t,n){return Math.round((e-t.startMs)/E(t)*n)}function k(e,t,n){let r=O(e.startMs,t,n),i=Math.max(r+2,O(e.endMs,t,n)),[a,o]=[Math.max(0,r),Math.min(n,i)];return o>a?[a,o]:null}function A(e,t,n){return n>=e.startMs&&n<=e.endMs?e:D(n-E(e)*.1,E(e),t)}function j(e,t,n,r){let i=E(e),[a,o]=n.map(t=>e.startMs+t*i),s=r[1]-r[0];if(Math.abs(s)<.01)return e;let c=(o-a)/s;return c<=0?e:D(a-r[0]*c,c,t)}var M=9e5;function N(e,t){let n=Math.max(M,3*E(t));return D(t.startMs-.1*n,n,e)}var P=[1,2,5,10,30,60,120,300,600,1800,3600,7200,10800,21600],F=36e5;function I(e,t,n){let r=(P.find(t=>E(e)/(t*1e3)<=n)??43200)*1e3;if(r>=F)return{stepMs:r,atMs:L(e,t,r/F)};let i=Math.ceil((e.startMs-t.startMs)/r),a=Math.floor((e.endMs-t.startMs)/r)-i+1;return{stepMs:r,atMs:Array.from({length:a},(e,n)=>t.startMs+(i+n)*r)}}function L(e,t,n){let r=new Date(t.startMs),i=new Set;for(let t=r.getHours();;t+=n){let n=new Date(r.getFullYear(),r.getMonth(),r.getDate(),t,r.getMinutes());if(n.getTime()>e.endMs)return[...i];n.getTime()>=e.startMs&&n.getHours()===t%24&&i.add(n.getTime())}}var R=1/40,z=2.5;function B(e,t,n){if(!(n.startMs>=e.startMs&&n.endMs<=e.endMs)||E(n)>=E(e)*R)return e;let r=E(n)*z;return D(n.startMs-r,E(n)+2*r,t)}var V={starts:new Float64Array,ends:new Float64Array};function H({recorded:e,motion:t,speech:n,visits:r,start_ms:i}){return{recorded:U(e,i),motion:t==null?null:U(t,i),speech:U(n,i),visits:U(r,i)}}function U({after_ms:e,lasts_ms:t},n){let r=new Float64Array(e.length),i=new Float64Array(e.length),a=n;for(let[n,o]of e.entries())a+=o,r[n]=a,i[n]=a+(t[n]??0);return{starts:r,ends:i}}function W({starts:e},t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]??0)<=t?n=i+1:r=i}return n}var G=64;function K(e,t,n){n.fill(0);let r=n.length/E(t),i=Math.max(0,W(e,t.startMs)-G);for(let a=i;a<e.starts.length;a++){let i=e.starts[a]??0;if(i>=t.endMs)break;ce(n,(i-t.startMs)*r,((e.ends[a]??0)-t.startMs)*r)}}function ce(e,t,n){let r=Math.max(0,t),i=Math.min(e.length,n);for(let t=Math.floor(r);t<i;t++){let n=Math.min(i,t+1)-Math.max(r,t);e[t]=Math.min(1,(e[t]??0)+n)}}function le(e,t,n){let r=e.map(e=>{let r=W(e,n>0?t:t-1500);return e.starts[n>0?r:r-1]}).filter(e=>e!==void 0);return r.length===0?null:n>0?Math.min(...r):Math.max(...r)}function ue({recorded:e},t){return t<(e.ends[W(e,t)-1]??0)}function de(e,t){return e.find(({start_ms:e,end_ms:n})=>e<=t&&t<(n??1/0))??null}var q=500;async function fe(e,t,n,r){let i={camera_id:t},a={start:n.startMs,end:n.endMs},[o,{gaps:s}]=await Promise.all([e.call(`GET /api/cameras/{camera_id}/lanes`,{params:i,query:a,signal:r}),e.call(`GET /api/cameras/{camera_id}/gaps`,{params:i,query:a,signal:r})]);return{lanes:H(o),gaps:s}}async function pe(e,t,n,r){let i=[],a=null;do{let o={camera_ids:[t],start:n.startMs,end:n.endMs,limit:q,cursor:a},s=await e.call(`POST /api/transcripts/search`,{body:o,signal:r});i.push(...s.lines),{cursor:a}=s}while(a!==null);return i.sort((e,t)=>e.start_ms-t.start_ms)}function me(e,t,r,i){let a={camera:t,start:r.startMs,end:r.endMs,limit:q};return n(t=>e.call(`GET /api/visits`,{query:{...a,cursor:t},signal:i}),e=>e.visits)}async function he(e,t,n){let r={params:{camera_id:t},query:{tz:ne()},signal:n};return(await e.call(`GET /api/cameras/{camera_id}/recordings/days`,r)).days}var J=864e5;function ge(e){let t=new Date(Math.round(e/100)*100);return`${[t.getHours(),t.getMinutes(),t.getSeconds()].map(e=>String(e).padStart(2,`0`)).join(`:`)}.${Math.floor(t.getMilliseconds()/100)}`}function _e(e,t){let n=/^\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?\s*$/.exec(e);if(n===null)return null;let[r=0,i=0,a=0]=n.slice(1,4).map(e=>Number(e||0));if(r>23||i>59||a>59)return null;let o=new Date(t);o.setHours(r,i,a,Number((n[4]??``).padEnd(3,`0`)));let s=o.getTime();return[s-J,s,s+J].reduce((e,n)=>Math.abs(n-t)<Math.abs(e-t)?n:e,s)}function Y(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]?.start_ms??0)<=t?n=i+1:r=i}return n-1}function ve(e,t){let n=e[Y(e,t)];return n!==void 0&&t<=n.end_ms+ye?n:null}var ye=1500;function be(e,t){let n=e.filter(({id:e})=>e!==t.id),r=Y(n,t.start_ms)+1;return[...n.slice(0,r),t,...n.slice(r)]}function xe(e,t){let n=t.map(e=>e.trim().replace(/[.*+?^${}()|[\]\\]/g,`\\$&`)).filter(Boolean);return n.length===0?[e]:e.split(RegExp(`(?<![\\p{L}\\p{N}])(${n.join(`|`)})(?![\\p{L}\\p{N}])`,`iu`))}function Se(e,t){if(t.length===0)return e.map(()=>!1);let n=[],r=0;for(let[i,a]of xe(e.map(({text:e})=>e).join(` `),t).entries())i%2==1&&n.push([r,r+a.length]),r+=a.length;let i=0;return e.map(({text:e})=>{let[t,r]=[i,i+e.length];return i=r+1,n.some(([e,n])=>e<r&&n>t)})}function Ce(e,t,n){let r=Math.max(0,Math.min(t-n/2,e.length-n));return[r,Math.min(e.length,r+n)]}var X=2,we=/[.!?…。！？؟।]["'”’»）)\]]*$/u;function Te(e){let t=[],n=[];for(let r of e){let e=Ee(r);t.push(...e),n.push(...De(e))}return t.sort((e,t)=>e.startMs-t.startMs||e.endMs-t.endMs),{words:t,edges:{word:Z(t),sentence:Z(n)}}}function Ee({id:e,start_ms:t,end_ms:n,text:r,words:i}){return(i.length>0?i:[{text:r,start_ms:t,end_ms:n}]).map(t=>({text:t.text.trim(),startMs:t.start_ms,endMs:Math.max(t.start_ms,t.end_ms),lineId:e}))}function De(e){let t=[],n=null;for(let[r,{text:i,startMs:a,endMs:o}]of e.entries())n??=a,!we.test(i)&&r<e.length-1||(t.push({startMs:n,endMs:o}),n=null);return t}function Z(e){let t=e=>[...new Set(e)].sort((e,t)=>e-t);return{start:t(e.map(({startMs:e})=>e)),end:t(e.map(({endMs:e})=>e))}}function Q(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]??0)<=t?n=i+1:r=i}return n}function $(e,t){let n=Q(e,t),[r=-1/0,i=1/0]=[e[n-1],e[n]];return t-r<=i-t?r:i}function Oe({edges:e},t,n,r){let[i,a]=[$(e.word[t],n),$(e.sentence[t],n)],[o,s]=[Math.abs(i-n),Math.abs(a-n)/X];return Math.min(o,s)>r?n:s<=o?a:i}function ke({edges:e},t,n,r,i){let a=e[i][t];return a[r>0?Q(a,n):Q(a,n-1)-1]??null}function Ae({words:e},t,n){return e.filter(e=>{let r=(e.startMs+e.endMs)/2;return t<=r&&r<n})}var je=d`
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
  .caption {
    margin: 0;
  }
  .caption {
    position: absolute;
    inset: auto 0 5%;
    width: fit-content;
    max-width: 90%;
    margin-inline: auto;
    padding: 0.2rem 0.6rem;
    border-radius: 6px;
    background: rgb(0 0 0 / 76%);
    font-size: clamp(0.9rem, 2.2vw, 1.25rem);
    text-align: center;
    overflow-wrap: anywhere;
    pointer-events: none;
  }
`;export{A,B as C,j as D,se as E,g as F,re as I,oe as M,_ as N,k as O,C as P,le as S,N as T,V as _,Ae as a,de as b,ve as c,ge as d,_e as f,me as g,pe as h,ke as i,I as j,O as k,Se as l,he as m,Oe as n,Ce as o,fe as p,Te as r,Y as s,je as t,be as u,K as v,E as w,ue as x,W as y};