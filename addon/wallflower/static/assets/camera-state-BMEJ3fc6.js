import{A as e,E as t,a as n,b as r,n as i,w as a,x as o,y as s}from"./page-D0ugUTSi.js";import{t as c}from"./live-DMzdybD9.js";var l=class extends o{constructor(...e){super(...e),this.label=``,this.checked=!1,this.disabled=!1}static{this.styles=[n,t`
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
    `]}render(){return a`<label>
      <span>${this.label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked=${this.checked}
        .checked=${c(this.checked)}
        ?disabled=${this.disabled}
        @change=${this.used}
      />
    </label>`}used(e){e.stopPropagation(),this.dispatchEvent(new Event(`change`)),this.requestUpdate()}};i([s()],l.prototype,`label`,void 0),i([s({type:Boolean})],l.prototype,`checked`,void 0),i([s({type:Boolean})],l.prototype,`disabled`,void 0),l=i([r(`wf-switch`)],l);function u({enabled:t,status:n}){let r=t?n?.connection:`stopped`,i=n?.problem?.message??null;switch(r){case`stopped`:return{kind:`off`,label:e(`camera.off`),detail:null};case`connected`:return{kind:`live`,label:e(`camera.live`),detail:null};case`retrying`:return{kind:`offline`,label:e(`camera.offline`),detail:i};default:return{kind:`connecting`,label:e(`camera.connecting`),detail:i}}}export{u as t};