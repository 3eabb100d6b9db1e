import{C as e,O as t,_ as n,g as r,i,m as a,n as o,rt as s,t as c,v as l,x as u}from"./decorate-DQJKDT0g.js";import{t as d}from"./query-Df4-SAIv.js";var f=class extends l{constructor(...e){super(...e),this.open=!1,this.heading=``}static{this.styles=[i,o,e`
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
    `]}render(){return u`
      <dialog aria-labelledby="heading" @cancel=${this.cancelled} @close=${this.closed} @pointerdown=${this.pressed}>
        <div class="frame">
          <header>
            <h2 id="heading">${this.heading}</h2>
            <button class="plain round" aria-label=${t(`dialog.close`)} @click=${this.closed}>${a(s)}</button>
          </header>
          <div><slot></slot></div>
          <footer><slot name="actions"></slot></footer>
        </div>
      </dialog>
    `}updated(e){e.has(`open`)&&(this.open&&!this.dialog.open&&this.dialog.showModal(),!this.open&&this.dialog.open&&this.dialog.close())}cancelled(e){e.preventDefault(),this.closed()}pressed(e){e.target===this.dialog&&this.closed()}closed(){this.open&&this.dispatchEvent(new CustomEvent(`closed`))}};c([r({type:Boolean})],f.prototype,`open`,void 0),c([r()],f.prototype,`heading`,void 0),c([d(`dialog`)],f.prototype,`dialog`,void 0),f=c([n(`wf-dialog`)],f);