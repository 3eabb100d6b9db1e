import{C as e,D as t,R as n,_ as r,fn as i,g as a,i as o,m as s,r as c,t as l,v as u,w as d,x as f,y as p}from"./decorate-D1_Fi9r5.js";import{t as m}from"./live-k2GyJUtC.js";var h=[c,e`
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
  `];function g(e){return f`<label>
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
  </label>`}function _(e){return f`<label>
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
  </label>`}function v(e){return f`<label>
    ${e.label}
    <select @change=${t=>e.changed(t.target.value)}>
      ${e.options.map(([t,n])=>f`<option value=${t} ?selected=${t===e.value}>${n}</option>`)}
    </select>
    ${y(e)}
  </label>`}function y(e){return e.hint===void 0?p:f`<span class="hint">${e.hint}</span>`}function b(e){return{code:e instanceof i?e.code:null,message:d(e)}}var x=class extends u{constructor(...e){super(...e),this.told=null}static{this.styles=[o,e`
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
    `]}connectedCallback(){super.connectedCallback(),this.setAttribute(`role`,`alert`)}render(){if(this.told===null)return p;let{code:e,message:r}=this.told;return f`${s(n)}
      <p>${e===null?p:f`<strong>${t(`problem.${e}`)}</strong>`}${r}</p>`}};l([a({attribute:!1})],x.prototype,`told`,void 0),x=l([r(`wf-problem`)],x);export{g as a,v as i,h as n,_ as r,b as t};