import{C as e,D as t,M as n,S as r,T as i,a,k as o,mn as s,n as c,o as l,r as u,s as d,w as f,x as p}from"./shell-DNh2VyGI.js";import{a as m,c as h,l as g,o as _}from"./common-BJ9ivKQ5.js";import{c as v,i as y,o as b,r as x,s as S,t as C}from"./times-BLG8k7cM.js";var w=``,T=50,E=4,D=class extends Error{};async function O(e,t,n){for(let r=1;;r++){let i=await e.get(t);try{return await e.save(t,k(x(i),n),i.version)}catch(e){if(!(e instanceof s)||e.status!==409||r>=E)throw e}}}function k(e,t){let r={kind:`add`,range:t,at:e.clips.length,newId:v(e.clips)},i=b(e,r);if(i===e)throw new D(n(`stories.add_full`,{title:e.title}));return i}function A(e,t){let n=document.createElement(`wf-add-to-story`);n.app=e,n.range=t,n.addEventListener(`closed`,()=>n.remove()),document.body.append(n)}var j=class extends f{constructor(...e){super(...e),this.stories=null,this.chosen=w,this.typed=``,this.told=null,this.isBusy=!1,this.isOpen=!0,this.close=()=>{this.isOpen=!1,this.dispatchEvent(new CustomEvent(`closed`))}}static{this.styles=[a,u,_,o`
      p {
        margin: 0;
      }
    `]}connectedCallback(){super.connectedCallback(),this.read()}render(){let{camera_id:e,start_ms:r}=this.range,a=this.app.cameras.find(e)?.name??n(`moment.gone_camera`),o=this.isBusy||this.stories===null||this.chosen===w&&this.typed.trim()===``;return t`<wf-dialog .open=${this.isOpen} heading=${n(`stories.add`)} @closed=${this.close}>
      <form @submit=${this.submitted}>
        <p>${a} · ${d(r)}, ${l(r)} · ${C(S(this.range),{tenths:!0})}</p>
        ${this.stories===null?t`<p role="status">${n(`loading`)}</p>`:this.renderChoice(this.stories)}
        ${this.told===null?i:t`<wf-problem .told=${this.told}></wf-problem>`}
      </form>
      <button slot="actions" @click=${this.close}>${n(`stories.cancel`)}</button>
      <button slot="actions" ?disabled=${o} @click=${()=>void this.add(!0)}>${n(`stories.add_open`)}</button>
      <button slot="actions" class="primary" ?disabled=${o} @click=${()=>void this.add(!1)}>
        ${n(`stories.add_do`)}
      </button>
    </wf-dialog>`}renderChoice(e){return t`
      ${h({label:n(`stories.add_which`),value:this.chosen,options:[...e.map(({id:e,title:t})=>[e,t]),[w,n(`stories.add_new`)]],changed:e=>this.chosen=e})}
      ${this.chosen===w?g({label:n(`stories.title`),value:this.typed,required:!0,changed:e=>this.typed=e.slice(0,200)}):i}
    `}async read(){try{let{stories:e}=await this.app.api.call(`GET /api/stories`,{query:{limit:T}});this.chosen=e[0]?.id??w,this.stories=e}catch(e){this.told=m(e)}}submitted(e){e.preventDefault(),this.add(!1)}async add(e){if(!(this.isBusy||this.stories===null||this.chosen===w&&this.typed.trim()===``)){this.isBusy=!0,this.told=null;try{let t=await this.save(new y(this.app.api));this.app.toasts.done(n(`stories.added`,{title:t.title})),this.close(),e&&this.app.router.go(`stories/${encodeURIComponent(t.id)}`)}catch(e){this.told=m(e)}finally{this.isBusy=!1}}}async save(e){return this.chosen===w?e.create(k({title:this.typed.trim(),captions:`none`,blur:null,clips:[]},this.range)):O(e,this.chosen,this.range)}};c([r({attribute:!1})],j.prototype,`app`,void 0),c([r({attribute:!1})],j.prototype,`range`,void 0),c([p()],j.prototype,`stories`,void 0),c([p()],j.prototype,`chosen`,void 0),c([p()],j.prototype,`typed`,void 0),c([p()],j.prototype,`told`,void 0),c([p()],j.prototype,`isBusy`,void 0),c([p()],j.prototype,`isOpen`,void 0),j=c([e(`wf-add-to-story`)],j);export{A as addToStory};