import{C as e,O as t,_ as n,g as r,h as i,i as a,n as o,pn as s,t as c,v as l,x as u,y as d}from"./decorate-DQJKDT0g.js";import{n as f,t as p}from"./format-CJvLajJV.js";import"./dialog-CIG-yMuu.js";import{a as m,i as h,n as g,t as _}from"./problem-BRJCmJVL.js";import{c as v,i as y,o as b,r as x,s as S,t as C}from"./times-CFRO_Jja.js";var w=``,T=50,E=4,D=class extends Error{};async function O(e,t,n){for(let r=1;;r++){let i=await e.get(t);try{return await e.save(t,k(x(i),n),i.version)}catch(e){if(!(e instanceof s)||e.status!==409||r>=E)throw e}}}function k(e,n){let r={kind:`add`,range:n,at:e.clips.length,newId:v(e.clips)},i=b(e,r);if(i===e)throw new D(t(`stories.add_full`,{title:e.title}));return i}function A(e,t){let n=document.createElement(`wf-add-to-story`);n.app=e,n.range=t,n.addEventListener(`closed`,()=>n.remove()),document.body.append(n)}var j=class extends l{constructor(...e){super(...e),this.stories=null,this.chosen=w,this.typed=``,this.told=null,this.isBusy=!1,this.isOpen=!0,this.close=()=>{this.isOpen=!1,this.dispatchEvent(new CustomEvent(`closed`))}}static{this.styles=[a,o,g,e`
      p {
        margin: 0;
      }
    `]}connectedCallback(){super.connectedCallback(),this.read()}render(){let{camera_id:e,start_ms:n}=this.range,r=this.app.cameras.find(e)?.name??t(`moment.gone_camera`),i=this.isBusy||this.stories===null||this.chosen===w&&this.typed.trim()===``;return u`<wf-dialog .open=${this.isOpen} heading=${t(`stories.add`)} @closed=${this.close}>
      <form @submit=${this.submitted}>
        <p>${r} · ${f(n)}, ${p(n)} · ${C(S(this.range),{tenths:!0})}</p>
        ${this.stories===null?u`<p role="status">${t(`loading`)}</p>`:this.renderChoice(this.stories)}
        ${this.told===null?d:u`<wf-problem .told=${this.told}></wf-problem>`}
      </form>
      <button slot="actions" @click=${this.close}>${t(`stories.cancel`)}</button>
      <button slot="actions" ?disabled=${i} @click=${()=>void this.add(!0)}>${t(`stories.add_open`)}</button>
      <button slot="actions" class="primary" ?disabled=${i} @click=${()=>void this.add(!1)}>
        ${t(`stories.add_do`)}
      </button>
    </wf-dialog>`}renderChoice(e){return u`
      ${h({label:t(`stories.add_which`),value:this.chosen,options:[...e.map(({id:e,title:t})=>[e,t]),[w,t(`stories.add_new`)]],changed:e=>this.chosen=e})}
      ${this.chosen===w?m({label:t(`stories.title`),value:this.typed,required:!0,changed:e=>this.typed=e.slice(0,200)}):d}
    `}async read(){try{let{stories:e}=await this.app.api.call(`GET /api/stories`,{query:{limit:T}});this.chosen=e[0]?.id??w,this.stories=e}catch(e){this.told=_(e)}}submitted(e){e.preventDefault(),this.add(!1)}async add(e){if(!(this.isBusy||this.stories===null||this.chosen===w&&this.typed.trim()===``)){this.isBusy=!0,this.told=null;try{let n=await this.save(new y(this.app.api));this.app.toasts.done(t(`stories.added`,{title:n.title})),this.close(),e&&this.app.router.go(`stories/${encodeURIComponent(n.id)}`)}catch(e){this.told=_(e)}finally{this.isBusy=!1}}}async save(e){return this.chosen===w?e.create(k({title:this.typed.trim(),captions:`none`,blur:null,clips:[]},this.range)):O(e,this.chosen,this.range)}};c([r({attribute:!1})],j.prototype,`app`,void 0),c([r({attribute:!1})],j.prototype,`range`,void 0),c([i()],j.prototype,`stories`,void 0),c([i()],j.prototype,`chosen`,void 0),c([i()],j.prototype,`typed`,void 0),c([i()],j.prototype,`told`,void 0),c([i()],j.prototype,`isBusy`,void 0),c([i()],j.prototype,`isOpen`,void 0),j=c([n(`wf-add-to-story`)],j);export{A as addToStory};