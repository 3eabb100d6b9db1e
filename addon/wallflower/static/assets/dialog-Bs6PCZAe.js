import{A as e,D as t,E as n,F as r,K as i,O as a,Pt as o,S as s,a as c,b as l,g as u,h as d,i as f,n as p,r as m,w as h,x as g,y as _}from"./page-D0ugUTSi.js";import{a as v}from"./format-D3oDhqzU.js";import{t as y}from"./live-DMzdybD9.js";var b=[f,n`
    form,
    .stack {
      display: grid;
      gap: 1rem;
    }
    .card {
      display: grid;
      align-content: start;
      gap: 1rem;
      padding: 1rem;
      border: 1px solid var(--wf-line);
      border-radius: var(--wf-radius);
      background: var(--wf-card);
    }
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
      gap: 1rem;
      align-items: start;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem;
    }
    input,
    select,
    textarea {
      width: 100%;
      min-width: 0;
      border-color: var(--wf-muted);
    }
    textarea {
      padding: 0.6rem 0.75rem;
      resize: vertical;
    }
    input[type="checkbox"] {
      width: 1.25rem;
      min-height: 1.25rem;
      margin: 0;
      accent-color: var(--wf-accent);
    }
    fieldset {
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 0.35rem;
      font-weight: 500;
    }
    .hint {
      margin: 0;
      color: var(--wf-muted);
      font-size: 0.875rem;
      font-weight: 400;
      overflow-wrap: anywhere;
    }
  `];function x(e){return h`<label>
    ${e.label}
    <input
      type=${e.type??`text`}
      autocomplete=${e.type===`password`?`new-password`:`off`}
      autocapitalize="off"
      spellcheck="false"
      placeholder=${e.placeholder??``}
      ?required=${e.required??!1}
      .value=${y(e.value)}
      @input=${t=>e.changed(t.target.value)}
    />
    ${w(e)}
  </label>`}function S(e){return h`<label>
    ${e.label}
    <input
      type="number"
      inputmode="decimal"
      min=${e.min}
      max=${e.max}
      step=${e.step??1}
      placeholder=${e.placeholder??``}
      .value=${y(e.value===null?``:String(e.value))}
      @change=${t=>{let{valueAsNumber:n}=t.target;e.changed(Number.isNaN(n)?null:n)}}
    />
    ${w(e)}
  </label>`}function C(e){return h`<label>
    ${e.label}
    <select @change=${t=>e.changed(t.target.value)}>
      ${e.options.map(([t,n])=>h`<option value=${t} ?selected=${t===e.value}>${n}</option>`)}
    </select>
    ${w(e)}
  </label>`}function w(e){return e.hint===void 0?s:h`<span class="hint">${e.hint}</span>`}function T(e){return{code:e instanceof o?e.code:null,message:t(e)}}var E=class extends g{constructor(...e){super(...e),this.told=null}static{this.styles=[c,n`
      :host {
        display: flex;
        gap: 0.6rem;
        padding: 0.65rem 0.85rem;
        border: 1px solid color-mix(in srgb, var(--wf-bad) 45%, var(--wf-line));
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-bad) 8%, var(--wf-card));
      }
      .icon {
        margin-top: 0.1rem;
        color: var(--wf-bad);
      }
      strong {
        display: block;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
    `]}connectedCallback(){super.connectedCallback(),this.setAttribute(`role`,`alert`)}render(){if(this.told===null)return s;let{code:t,message:n}=this.told;return h`${d(r)}
      <p>${t===null?s:h`<strong>${e(`problem.${t}`)}</strong>`}${n}</p>`}};p([_({attribute:!1})],E.prototype,`told`,void 0),E=p([l(`wf-problem`)],E);var D=[[`terabyte`,0xe8d4a51000],[`gigabyte`,1e9],[`megabyte`,1e6],[`kilobyte`,1e3]];function O(e){let[t,n]=D.find(([,t])=>e>=t)??[`byte`,1];return j(e/n,t,`short`,n===1?0:1)}function k(e){return j(e,`day`,`long`,+(e<10))}function A(e,t=1){return new Intl.NumberFormat(a(),{maximumFractionDigits:t}).format(e)}function j(e,t,n,r){let i=e>=100?0:r;return new Intl.NumberFormat(a(),{style:`unit`,unit:t,unitDisplay:n,maximumFractionDigits:i}).format(e)}function M({bytes_per_day:t,reach_days:n}){if(t===0)return e(`forecast.nothing`);let r=e(`forecast.rate`,{amount:O(t)});return n===null?r:e(`forecast.reach`,{rate:r,days:k(n)})}function N(e,t,n){let r=n===null||e===0?1/0:n*1e9/e,i=Math.min(r,t??1/0);return Number.isFinite(i)?i:null}function P(e,t,n){return{cameras:[{camera_id:e,retention_days:t,quota_gb:n}]}}function F(t,n){let r=t.cameras.find(({camera_id:e})=>e===n);if(r===void 0||r.recordings===0)return null;let i={count:r.recordings,amount:O(r.size_bytes),days:k(r.duration_ms/864e5)},a=r.oldest_ms===null?e(`forecast.none_left`):e(`forecast.left`,{at:v(r.oldest_ms)});return`${e(`forecast.loss`,i)} ${a}`}var I=class extends g{constructor(...e){super(...e),this.open=!1,this.heading=``}static{this.styles=[c,m,n`
      dialog {
        width: min(32rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 2rem);
        padding: 0;
        border: 0;
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        color: var(--wf-text);
        box-shadow: var(--wf-shadow);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }
      .frame {
        display: flex;
        flex-direction: column;
        gap: 1rem;
        padding: 1.25rem;
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 0.5rem;
      }
    `]}render(){return h`
      <dialog aria-labelledby="heading" @cancel=${this.cancelled} @close=${this.closed} @pointerdown=${this.pressed}>
        <div class="frame">
          <header>
            <h2 id="heading">${this.heading}</h2>
            <button class="plain round" aria-label=${e(`dialog.close`)} @click=${this.closed}>${d(i)}</button>
          </header>
          <div><slot></slot></div>
          <footer><slot name="actions"></slot></footer>
        </div>
      </dialog>
    `}updated(e){e.has(`open`)&&(this.open&&!this.dialog.open&&this.dialog.showModal(),!this.open&&this.dialog.open&&this.dialog.close())}cancelled(e){e.preventDefault(),this.closed()}pressed(e){e.target===this.dialog&&this.closed()}closed(){this.open&&this.dispatchEvent(new CustomEvent(`closed`))}};p([_({type:Boolean})],I.prototype,`open`,void 0),p([_()],I.prototype,`heading`,void 0),p([u(`dialog`)],I.prototype,`dialog`,void 0),I=p([l(`wf-dialog`)],I);export{O as a,T as c,C as d,x as f,N as i,b as l,P as n,k as o,F as r,A as s,M as t,S as u};