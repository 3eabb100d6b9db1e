import{C as e,Kt as t,O as n,T as r,_ as i,g as a,i as o,m as s,n as c,rt as l,t as u,v as d,x as f,y as p}from"./decorate-DQJKDT0g.js";import{a as m,n as h}from"./problem-BRJCmJVL.js";var g=1440,_=Date.UTC(2026,0,5),v={weekdays:[0,1,2,3,4,5,6],start_minute:480,end_minute:1200};function y(e){return[...e,v]}function b(e,t,n){let r=e[t];if(r===void 0)return[...e];let i=r.weekdays.includes(n)?r.weekdays.filter(e=>e!==n):[...r.weekdays,n].sort((e,t)=>e-t);return i.length===0?[...e]:e.with(t,{...r,weekdays:i})}function x(e,t,n,r){let i=e[t],a=S(r);return i===void 0||a===null?[...e]:e.with(t,{...i,[n]:a})}function S(e){let t=/^(\d{1,2}):(\d{2})/.exec(e);if(t===null)return null;let n=Number(t[1])*60+Number(t[2]);return n<g?n:null}function C(e){let t=e%g;return`${String(Math.floor(t/60)).padStart(2,`0`)}:${String(t%60).padStart(2,`0`)}`}function w(e,t){return new Intl.DateTimeFormat(r(),{weekday:t,timeZone:`UTC`}).format(_+e*g*6e4)}function T({start_minute:e,end_minute:t}){return t<=e}var E=[0,1,2,3,4,5,6],D=50,O=class extends d{constructor(...e){super(...e),this.label=``,this.hint=``,this.slots=[],this.renderSlot=(e,t)=>{let{slots:r}=this;return f`<div class="slot">
      <div class="days" role="group" aria-label=${n(`week.days`)}>
        ${E.map(n=>f`<button
              type="button"
              aria-pressed=${e.weekdays.includes(n)}
              aria-label=${w(n,`long`)}
              @click=${()=>this.change(b(r,t,n))}
            >
              ${w(n,`short`)}
            </button>`)}
      </div>
      ${m({label:n(`week.from`),type:`time`,value:C(e.start_minute),changed:e=>this.change(x(r,t,`start_minute`,e))})}
      ${m({label:n(T(e)?`week.to_next`:`week.to`),type:`time`,value:C(e.end_minute),changed:e=>this.change(x(r,t,`end_minute`,e))})}
      <button
        type="button"
        class="plain round"
        aria-label=${n(`week.remove`)}
        @click=${()=>this.change(r.filter((e,n)=>n!==t))}
      >
        ${s(l)}
      </button>
    </div>`}}static{this.styles=[o,c,...h,e`
      .slot {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.75rem;
        padding: 0.75rem 0;
        border-top: 1px solid var(--wf-line);
      }
      .days {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
      }
      .days button {
        min-width: 2.75rem;
        padding: 0 0.4rem;
      }
      .slot label {
        width: 8.5rem;
      }
    `]}render(){return f`<fieldset>
      <legend>${this.label}</legend>
      ${this.hint===``?p:f`<p class="hint">${this.hint}</p>`}
      ${this.slots.length===0?f`<p class="hint">${n(`week.always`)}</p>`:this.slots.map(this.renderSlot)}
      <button type="button" ?disabled=${this.slots.length>=D} @click=${()=>this.change(y(this.slots))}>
        ${s(t)}${n(`week.add`)}
      </button>
    </fieldset>`}change(e){this.slots=e,this.dispatchEvent(new Event(`change`))}};u([a()],O.prototype,`label`,void 0),u([a()],O.prototype,`hint`,void 0),u([a({attribute:!1})],O.prototype,`slots`,void 0),O=u([i(`wf-week-schedule`)],O);