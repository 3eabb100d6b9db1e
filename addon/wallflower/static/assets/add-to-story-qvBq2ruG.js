import{A as e,C as t,E as n,N as r,O as i,S as a,T as o,a as s,c,hn as l,n as u,r as d,s as f,w as p}from"./shell-n-nhmItQ.js";import{a as m,c as h,l as g,o as _}from"./common-k5wdwNnm.js";import{c as v,i as y,o as b,r as x,s as S,t as C}from"./times-Ca22b0eI.js";var w=``,T=50,E=4,D=class extends Error{};async function O(e,t,n){for(let r=1;;r++){let i=await e.get(t);try{return await e.save(t,k(x(i),n),i.version)}catch(e){if(!(e instanceof l)||e.status!==409||r>=E)throw e}}}function k(e,t){let n={kind:`add`,range:t,at:e.clips.length,newId:v(e.clips)},i=b(e,n);if(i===e)throw new D(r(`stories.add_full`,{title:e.title}));return i}function A(e,t){let n=document.createElement(`wf-add-to-story`);n.app=e,n.range=t,n.addEventListener(`closed`,()=>n.remove()),document.body.append(n)}var j=class extends o{constructor(...e){super(...e),this.stories=null,this.chosen=w,this.typed=``,this.told=null,this.isBusy=!1,this.isOpen=!0,this.close=()=>{this.isOpen=!1,this.dispatchEvent(new CustomEvent(`closed`))}}static{this.styles=[s,d,_,e`
      p {
        margin: 0;
      }
    `]}connectedCallback(){super.connectedCallback(),this.read()}render(){let{camera_id:e,start_ms:t}=this.range,a=this.app.cameras.find(e)?.name??r(`moment.gone_camera`),o=this.isBusy||this.stories===null||this.chosen===w&&this.typed.trim()===``;return i`<wf-dialog .open=${this.isOpen} heading=${r(`stories.add`)} @closed=${this.close}>
      <form @submit=${this.submitted}>
        <p>${a} · ${c(t)}, ${f(t)} · ${C(S(this.range),{tenths:!0})}</p>
        ${this.stories===null?i`<p role="status">${r(`loading`)}</p>`:this.renderChoice(this.stories)}
        ${this.told===null?n:i`<wf-problem .told=${this.told}></wf-problem>`}
      </form>
      <button slot="actions" @click=${this.close}>${r(`stories.cancel`)}</button>
      <button slot="actions" ?disabled=${o} @click=${()=>void this.add(!0)}>${r(`stories.add_open`)}</button>
      <button slot="actions" class="primary" ?disabled=${o} @click=${()=>void this.add(!1)}>
        ${r(`stories.add_do`)}
      </button>
    </wf-dialog>`}renderChoice(e){return i`
      ${h({label:r(`stories.add_which`),value:this.chosen,options:[...e.map(({id:e,title:t})=>[e,t]),[w,r(`stories.add_new`)]],changed:e=>this.chosen=e})}
      ${this.chosen===w?g({label:r(`stories.title`),value:this.typed,required:!0,changed:e=>this.typed=e.slice(0,200)}):n}
    `}async read(){try{let{stories:e}=await this.app.api.call(`GET /api/stories`,{query:{limit:T}});this.chosen=e[0]?.id??w,this.stories=e}catch(e){this.told=m(e)}}submitted(e){e.preventDefault(),this.add(!1)}async add(e){if(!(this.isBusy||this.stories===null||this.chosen===w&&this.typed.trim()===``)){this.isBusy=!0,this.told=null;try{let t=await this.save(new y(this.app.api));this.app.toasts.done(r(`stories.added`,{title:t.title})),this.close(),e&&this.app.router.go(`stories/${encodeURIComponent(t.id)}`)}catch(e){this.told=m(e)}finally{this.isBusy=!1}}}async save(e){return this.chosen===w?e.create(k({title:this.typed.trim(),captions:`none`,blur:null,clips:[]},this.range)):O(e,this.chosen,this.range)}};u([t({attribute:!1})],j.prototype,`app`,void 0),u([t({attribute:!1})],j.prototype,`range`,void 0),u([a()],j.prototype,`stories`,void 0),u([a()],j.prototype,`chosen`,void 0),u([a()],j.prototype,`typed`,void 0),u([a()],j.prototype,`told`,void 0),u([a()],j.prototype,`isBusy`,void 0),u([a()],j.prototype,`isOpen`,void 0),j=u([p(`wf-add-to-story`)],j);export{A as addToStory};