import{S as e,_ as t,a as n,n as r,v as i,w as a,y as o}from"./page-CA3PHYrT.js";import{t as s}from"./live-Gc85Bqpn.js";var c=class extends o{constructor(...e){super(...e),this.label=``,this.checked=!1,this.disabled=!1}static{this.styles=[n,a`
      label {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
        min-height: 2.75rem;
        cursor: pointer;
      }
      input {
        appearance: none;
        flex: none;
        width: 2.75rem;
        height: 1.6rem;
        margin: 0;
        border-radius: 999px;
        border: 1px solid var(--wf-muted);
        background: radial-gradient(circle at 0.75rem 50%, var(--wf-muted) 0.5rem, transparent 0.55rem);
        cursor: pointer;
      }
      input:checked {
        border-color: var(--wf-accent);
        background: radial-gradient(circle at calc(100% - 0.75rem) 50%, var(--wf-on-accent) 0.5rem, transparent 0.55rem)
          var(--wf-accent);
      }
      input:disabled {
        opacity: 0.5;
        cursor: default;
      }
    `]}render(){return e`<label>
      <span>${this.label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked=${this.checked}
        .checked=${s(this.checked)}
        ?disabled=${this.disabled}
        @change=${this.used}
      />
    </label>`}used(e){e.stopPropagation(),this.dispatchEvent(new Event(`change`)),this.requestUpdate()}};r([t()],c.prototype,`label`,void 0),r([t({type:Boolean})],c.prototype,`checked`,void 0),r([t({type:Boolean})],c.prototype,`disabled`,void 0),c=r([i(`wf-switch`)],c);