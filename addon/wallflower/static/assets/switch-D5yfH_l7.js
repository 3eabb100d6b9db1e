import{C as e,_ as t,g as n,i as r,t as i,v as a,x as o}from"./decorate-DQJKDT0g.js";import{t as s}from"./live-CrrAUlXW.js";var c=class extends a{constructor(...e){super(...e),this.label=``,this.checked=!1,this.disabled=!1}static{this.styles=[r,e`
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
    `]}render(){return o`<label>
      <span>${this.label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked=${this.checked}
        .checked=${s(this.checked)}
        ?disabled=${this.disabled}
        @change=${this.used}
      />
    </label>`}used(e){e.stopPropagation(),this.dispatchEvent(new Event(`change`)),this.requestUpdate()}};i([n()],c.prototype,`label`,void 0),i([n({type:Boolean})],c.prototype,`checked`,void 0),i([n({type:Boolean})],c.prototype,`disabled`,void 0),c=i([t(`wf-switch`)],c);