import{C as e,E as t,S as n,a as r,b as i,c as a,d as o,f as s,h as c,m as l,n as u,o as d,p as f,r as p,s as m,u as h,w as g,x as _,y as v}from"./page-D0ugUTSi.js";var y=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},b=s(class extends f{constructor(e){if(super(e),e.type!==l.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(t,[n,r,i]){let s=d(t),{values:c,keys:l}=this.dt(n,r,i);if(!Array.isArray(s))return this.ut=l,c;let u=this.ut??=[],f=[],p,g,_=0,v=s.length-1,b=0,x=c.length-1;for(;_<=v&&b<=x;)if(s[_]===null)_++;else if(s[v]===null)v--;else if(u[_]===l[b])f[b]=h(s[_],c[b]),_++,b++;else if(u[v]===l[x])f[x]=h(s[v],c[x]),v--,x--;else if(u[_]===l[x])f[x]=h(s[_],c[x]),o(t,f[x+1],s[_]),_++,x--;else if(u[v]===l[b])f[b]=h(s[v],c[b]),o(t,s[_],s[v]),v--,b++;else if(p===void 0&&(p=y(l,b,x),g=y(u,_,v)),p.has(u[_])){if(p.has(u[v])){let e=g.get(l[b]),n=e===void 0?null:s[e];if(n===null){let e=o(t,s[_]);h(e,c[b]),f[b]=e}else f[b]=h(n,c[b]),o(t,s[_],n),s[e]=null;b++}else m(s[v]),v--}else m(s[_]),_++;for(;b<=x;){let e=o(t,f[x+1]);h(e,c[b]),f[b++]=e}for(;_<=v;){let e=s[_++];e!==null&&m(e)}return this.ut=l,a(t,f),e}}),x=class extends _{constructor(...e){super(...e),this.heading=``,this.text=``,this.icon=``}static{this.styles=[r,p,t`
      :host {
        display: grid;
        justify-items: center;
        gap: 0.75rem;
        max-width: 34rem;
        margin: 12vh auto;
        padding: 1.5rem;
        text-align: center;
      }
      .icon {
        width: 3rem;
        height: 3rem;
        color: var(--wf-muted);
      }
      p {
        margin: 0;
        color: var(--wf-muted);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        justify-content: center;
      }
    `]}render(){return g`
      ${this.icon===``?n:c(this.icon)}
      <h2>${this.heading}</h2>
      ${this.text===``?n:g`<p>${this.text}</p>`}
      <div class="actions"><slot></slot></div>
    `}};u([v()],x.prototype,`heading`,void 0),u([v()],x.prototype,`text`,void 0),u([v({attribute:!1})],x.prototype,`icon`,void 0),x=u([i(`wf-notice`)],x);export{b as t};