import{C as e,Ht as t,O as n,Wt as r,_ as i,an as a,g as o,h as s,i as c,m as l,n as u,rt as d,t as f,v as p,x as m,y as h}from"./decorate-DQJKDT0g.js";import{t as g}from"./query-Df4-SAIv.js";import{a as _}from"./format-CJvLajJV.js";import{n as v,t as y}from"./still-ZEQBGw6Q.js";var b=3e5,x=class extends p{constructor(...e){super(...e),this.state=`idle`,this.positionMs=null,this.isPlaying=!1,this.player=null}static{this.styles=[c,u,e`
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
    `]}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.play()}disconnectedCallback(){this.player?.stop(),this.player=null,super.disconnectedCallback()}updated(e){e.has(`moment`)&&this.play()}render(){let{camera_id:e,at_ms:t}=this.moment,r=this.app.cameras.find(e)?.name??n(`moment.gone_camera`),i=`${r}, ${_(t)}`,o=this.state===`unplayable`;return m`
      <video ?hidden=${o} controls playsinline aria-label=${i}></video>
      ${o?y(this.app,{id:e,name:r},this.positionMs??t):h}
      <div role="status">${this.renderState()}</div>
      <div class="bar">
        ${o?this.renderToggle():h}
        <span class="where">${i}</span>
        <a class="button plain" href="timeline/${encodeURIComponent(e)}?at=${Math.round(t)}">
          ${l(a)}${n(`moment.timeline`)}
        </a>
        <button
          class="plain round"
          aria-label=${n(`moment.close`)}
          @click=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
        >
          ${l(d)}
        </button>
      </div>
    `}renderState(){let{state:e}=this;return e===`offline`?m`<p>${n(`errors.offline`)}</p>`:e===`missing`||e===`failed`||e===`unplayable`?m`<p>${n(`moment.${e}`)}</p>`:h}renderToggle(){let e=this.isPlaying?n(`timeline.pause`):n(`timeline.play`);return m`<button class="plain round" aria-label=${e} @click=${()=>this.player?.toggle()}>
      ${l(this.isPlaying?t:r)}
    </button>`}play(){let{camera_id:e,at_ms:t}=this.moment,n=Math.round(t),r={camera_id:e,start_ms:n,end_ms:n+b},i=this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:r});this.ensurePlayer().open(i,n)}ensurePlayer(){if(this.player!==null)return this.player;let e=this.player=new v(this.video);return e.state.subscribe(e=>this.state=e),e.position.subscribe(e=>this.positionMs=e),e.playing.subscribe(e=>this.isPlaying=e),e}};f([o({attribute:!1})],x.prototype,`app`,void 0),f([o({attribute:!1})],x.prototype,`moment`,void 0),f([s()],x.prototype,`state`,void 0),f([s()],x.prototype,`positionMs`,void 0),f([s()],x.prototype,`isPlaying`,void 0),f([g(`video`)],x.prototype,`video`,void 0),x=f([i(`wf-moment-player`)],x);