import{O as e,S as t,Ut as n,Vt as r,_ as i,a,b as o,g as s,h as c,in as l,n as u,r as d,rt as f,v as p,w as m,y as h}from"./page-CA3PHYrT.js";import{t as g}from"./query-Df4-SAIv.js";import{a as _}from"./format-CLmvoGUa.js";import{n as v,t as y}from"./still-C3oyNr6C.js";var b=3e5,x=class extends h{constructor(...e){super(...e),this.state=`idle`,this.positionMs=null,this.isPlaying=!1,this.player=null}static{this.styles=[a,d,m`
      :host {
        display: block;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      video,
      img {
        display: block;
        width: 100%;
        object-fit: contain;
        aspect-ratio: 16 / 9;
        background: #000;
      }
      p {
        margin: 0;
        padding: 0.5rem 0.75rem 0;
        color: var(--wf-muted);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem;
        padding: 0.25rem 0.25rem 0.25rem 0.75rem;
      }
      [hidden] {
        display: none;
      }
      .where {
        flex: 1;
        min-width: 8rem;
      }
    `]}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.play()}disconnectedCallback(){this.player?.stop(),this.player=null,super.disconnectedCallback()}updated(e){e.has(`moment`)&&this.play()}render(){let{camera_id:n,at_ms:r}=this.moment,i=this.app.cameras.find(n)?.name??e(`moment.gone_camera`),a=`${i}, ${_(r)}`,s=this.state===`unplayable`;return t`
      <video ?hidden=${s} controls playsinline aria-label=${a}></video>
      ${s?y(this.app,{id:n,name:i},this.positionMs??r):o}
      <div role="status">${this.renderState()}</div>
      <div class="bar">
        ${s?this.renderToggle():o}
        <span class="where">${a}</span>
        <a class="button plain" href="timeline/${encodeURIComponent(n)}?at=${Math.round(r)}">
          ${c(l)}${e(`moment.timeline`)}
        </a>
        <button
          class="plain round"
          aria-label=${e(`moment.close`)}
          @click=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
        >
          ${c(f)}
        </button>
      </div>
    `}renderState(){let{state:n}=this;return n===`offline`?t`<p>${e(`errors.offline`)}</p>`:n===`missing`||n===`failed`||n===`unplayable`?t`<p>${e(`moment.${n}`)}</p>`:o}renderToggle(){let i=this.isPlaying?e(`timeline.pause`):e(`timeline.play`);return t`<button class="plain round" aria-label=${i} @click=${()=>this.player?.toggle()}>
      ${c(this.isPlaying?r:n)}
    </button>`}play(){let{camera_id:e,at_ms:t}=this.moment,n=Math.round(t),r={camera_id:e,start_ms:n,end_ms:n+b},i=this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:r});this.ensurePlayer().open(i,n)}ensurePlayer(){if(this.player!==null)return this.player;let e=this.player=new v(this.video);return e.state.subscribe(e=>this.state=e),e.position.subscribe(e=>this.positionMs=e),e.playing.subscribe(e=>this.isPlaying=e),e}};u([i({attribute:!1})],x.prototype,`app`,void 0),u([i({attribute:!1})],x.prototype,`moment`,void 0),u([s()],x.prototype,`state`,void 0),u([s()],x.prototype,`positionMs`,void 0),u([s()],x.prototype,`isPlaying`,void 0),u([g(`video`)],x.prototype,`video`,void 0),x=u([p(`wf-moment-player`)],x);