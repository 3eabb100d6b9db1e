import{C as e,O as t,_ as n,g as r,i,m as a,pn as o,r as s,t as c,v as l,w as u,x as d,y as f,z as p}from"./decorate-DQJKDT0g.js";import{t as m}from"./live-CrrAUlXW.js";var h=[s,e`
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
      flex: none;
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
  `];function g(e){return d`<label>
    ${e.label}
    <input
      type=${e.type??`text`}
      autocomplete=${e.type===`password`?`new-password`:`off`}
      autocapitalize="off"
      spellcheck="false"
      placeholder=${e.placeholder??``}
      ?required=${e.required??!1}
      .value=${m(e.value)}
      @input=${t=>e.changed(t.target.value)}
    />
    ${y(e)}
  </label>`}function _(e){return d`<label>
    ${e.label}
    <input
      type="number"
      inputmode="decimal"
      min=${e.min}
      max=${e.max}
      step=${e.step??1}
      placeholder=${e.placeholder??``}
      .value=${m(e.value===null?``:String(e.value))}
      @change=${t=>{let{valueAsNumber:n}=t.target;e.changed(Number.isNaN(n)?null:n)}}
    />
    ${y(e)}
  </label>`}function v(e){return d`<label>
    ${e.label}
    <select @change=${t=>e.changed(t.target.value)}>
      ${e.options.map(([t,n])=>d`<option value=${t} ?selected=${t===e.value}>${n}</option>`)}
    </select>
    ${y(e)}
  </label>`}function y(e){return e.hint===void 0?f:d`<span class="hint">${e.hint}</span>`}function b(e){return{code:e instanceof o?e.code:null,message:u(e)}}var x=class extends l{constructor(...e){super(...e),this.told=null}static{this.styles=[i,e`
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
    `]}connectedCallback(){super.connectedCallback(),this.setAttribute(`role`,`alert`)}render(){if(this.told===null)return f;let{code:e,message:n}=this.told;return d`${a(p)}
      <p>${e===null?f:d`<strong>${t(`problem.${e}`)}</strong>`}${n}</p>`}};c([r({attribute:!1})],x.prototype,`told`,void 0),x=c([n(`wf-problem`)],x);export{g as a,v as i,h as n,_ as r,b as t};