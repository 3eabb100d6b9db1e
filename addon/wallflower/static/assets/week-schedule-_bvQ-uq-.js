import{D as e,E as t,N as n,P as r,T as i,b as a,en as o,i as s,j as c,k as l,o as u,pt as d,r as f,w as p}from"./shell-ByTqqPMM.js";import{a as m,c as h}from"./common-D35F0Fmm.js";var g=1440,_=Date.UTC(2026,0,5),v={weekdays:[0,1,2,3,4,5,6],start_minute:480,end_minute:1200};function y(e){return[...e,v]}function b(e,t,n){let r=e[t];if(r===void 0)return[...e];let i=r.weekdays.includes(n)?r.weekdays.filter(e=>e!==n):[...r.weekdays,n].sort((e,t)=>e-t);return i.length===0?[...e]:e.with(t,{...r,weekdays:i})}function x(e,t,n,r){let i=e[t],a=S(r);return i===void 0||a===null?[...e]:e.with(t,{...i,[n]:a})}function S(e){let t=/^(\d{1,2}):(\d{2})/.exec(e);if(t===null)return null;let n=Number(t[1])*60+Number(t[2]);return n<g?n:null}function C(e){let t=e%g;return`${String(Math.floor(t/60)).padStart(2,`0`)}:${String(t%60).padStart(2,`0`)}`}function w(e,t){return new Intl.DateTimeFormat(n(),{weekday:t,timeZone:`UTC`}).format(_+e*g*6e4)}function T({start_minute:e,end_minute:t}){return t<=e}var E=[0,1,2,3,4,5,6],D=50,O=class extends t{constructor(...e){super(...e),this.label=``,this.hint=``,this.slots=[],this.renderSlot=(e,t)=>{let{slots:n}=this;return l`<div class="slot">
      <div class="days" role="group" aria-label=${r(`week.days`)}>
        ${E.map(r=>l`<button
              type="button"
              aria-pressed=${e.weekdays.includes(r)}
              aria-label=${w(r,`long`)}
              @click=${()=>this.change(b(n,t,r))}
            >
              ${w(r,`short`)}
            </button>`)}
      </div>
      ${h({label:r(`week.from`),type:`time`,value:C(e.start_minute),changed:e=>this.change(x(n,t,`start_minute`,e))})}
      ${h({label:r(T(e)?`week.to_next`:`week.to`),type:`time`,value:C(e.end_minute),changed:e=>this.change(x(n,t,`end_minute`,e))})}
      <button
        type="button"
        class="plain round"
        aria-label=${r(`week.remove`)}
        @click=${()=>this.change(n.filter((e,n)=>n!==t))}
      >
        ${a(d)}
      </button>
    </div>`}}static{this.styles=[u,s,...m,c`
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
    `]}render(){return l`<fieldset>
      <legend>${this.label}</legend>
      ${this.hint===``?e:l`<p class="hint">${this.hint}</p>`}
      ${this.slots.length===0?l`<p class="hint">${r(`week.always`)}</p>`:this.slots.map(this.renderSlot)}
      <button type="button" ?disabled=${this.slots.length>=D} @click=${()=>this.change(y(this.slots))}>
        ${a(o)}${r(`week.add`)}
      </button>
    </fieldset>`}change(e){this.slots=e,this.dispatchEvent(new Event(`change`))}};f([p()],O.prototype,`label`,void 0),f([p()],O.prototype,`hint`,void 0),f([p({attribute:!1})],O.prototype,`slots`,void 0),O=f([i(`wf-week-schedule`)],O);