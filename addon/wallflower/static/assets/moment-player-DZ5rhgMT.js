import{It as e,O as t,Qt as n,Rt as r,S as i,_ as a,a as o,b as s,g as c,h as l,n as u,r as d,rt as f,v as p,w as m,y as h}from"./page-Bbbv94SC.js";import{t as g}from"./query-Df4-SAIv.js";import{a as _}from"./format-BuzaE_m5.js";import{n as v,t as y}from"./still-C4AjK_jW.js";var b=3e5,x=class extends h{constructor(...e){super(...e),this.state=`idle`,this.positionMs=null,this.isPlaying=!1,this.player=null}static{this.styles=[o,d,m`
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
    `]}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.play()}disconnectedCallback(){this.player?.stop(),this.player=null,super.disconnectedCallback()}updated(e){e.has(`moment`)&&this.play()}render(){let{camera_id:e,at_ms:r}=this.moment,a=this.app.cameras.find(e)?.name??t(`moment.gone_camera`),o=`${a}, ${_(r)}`,c=this.state===`unplayable`;return i`
      <video ?hidden=${c} controls playsinline aria-label=${o}></video>
      ${c?y(this.app,{id:e,name:a},this.positionMs??r):s}
      <div role="status">${this.renderState()}</div>
      <div class="bar">
        ${c?this.renderToggle():s}
        <span class="where">${o}</span>
        <a class="button plain" href="timeline/${encodeURIComponent(e)}?at=${Math.round(r)}">
          ${l(n)}${t(`moment.timeline`)}
        </a>
        <button
          class="plain round"
          aria-label=${t(`moment.close`)}
          @click=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
        >
          ${l(f)}
        </button>
      </div>
    `}renderState(){let{state:e}=this;return e===`offline`?i`<p>${t(`errors.offline`)}</p>`:e===`missing`||e===`failed`||e===`unplayable`?i`<p>${t(`moment.${e}`)}</p>`:s}renderToggle(){let n=this.isPlaying?t(`timeline.pause`):t(`timeline.play`);return i`<button class="plain round" aria-label=${n} @click=${()=>this.player?.toggle()}>
      ${l(this.isPlaying?e:r)}
    </button>`}play(){let{camera_id:e,at_ms:t}=this.moment,n=Math.round(t),r={camera_id:e,start_ms:n,end_ms:n+b},i=this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:r});this.ensurePlayer().open(i,n)}ensurePlayer(){if(this.player!==null)return this.player;let e=this.player=new v(this.video);return e.state.subscribe(e=>this.state=e),e.position.subscribe(e=>this.positionMs=e),e.playing.subscribe(e=>this.isPlaying=e),e}};u([a({attribute:!1})],x.prototype,`app`,void 0),u([a({attribute:!1})],x.prototype,`moment`,void 0),u([c()],x.prototype,`state`,void 0),u([c()],x.prototype,`positionMs`,void 0),u([c()],x.prototype,`isPlaying`,void 0),u([g(`video`)],x.prototype,`video`,void 0),x=u([p(`wf-moment-player`)],x);