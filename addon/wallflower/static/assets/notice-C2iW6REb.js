import{C as e,_ as t,a as n,b as r,d as i,f as a,g as o,i as s,l as c,m as l,n as u,o as d,p as f,s as p,t as m,u as h,v as g,x as _,y as v}from"./decorate-DQJKDT0g.js";var y=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},b=i(class extends a{constructor(e){if(super(e),e.type!==f.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,i,a]){let o=n(e),{values:s,keys:l}=this.dt(t,i,a);if(!Array.isArray(o))return this.ut=l,s;let u=this.ut??=[],f=[],m,g,_=0,v=o.length-1,b=0,x=s.length-1;for(;_<=v&&b<=x;)if(o[_]===null)_++;else if(o[v]===null)v--;else if(u[_]===l[b])f[b]=c(o[_],s[b]),_++,b++;else if(u[v]===l[x])f[x]=c(o[v],s[x]),v--,x--;else if(u[_]===l[x])f[x]=c(o[_],s[x]),h(e,f[x+1],o[_]),_++,x--;else if(u[v]===l[b])f[b]=c(o[v],s[b]),h(e,o[_],o[v]),v--,b++;else if(m===void 0&&(m=y(l,b,x),g=y(u,_,v)),m.has(u[_])){if(m.has(u[v])){let t=g.get(l[b]),n=t===void 0?null:o[t];if(n===null){let t=h(e,o[_]);c(t,s[b]),f[b]=t}else f[b]=c(n,s[b]),h(e,o[_],n),o[t]=null;b++}else d(o[v]),v--}else d(o[_]),_++;for(;b<=x;){let t=h(e,f[x+1]);c(t,s[b]),f[b++]=t}for(;_<=v;){let e=o[_++];e!==null&&d(e)}return this.ut=l,p(e,f),r}}),x=class extends g{constructor(...e){super(...e),this.heading=``,this.text=``,this.icon=``}static{this.styles=[s,u,e`
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
    `]}render(){return _`
      ${this.icon===``?v:l(this.icon)}
      <h2>${this.heading}</h2>
      ${this.text===``?v:_`<p>${this.text}</p>`}
      <div class="actions"><slot></slot></div>
    `}};m([o()],x.prototype,`heading`,void 0),m([o()],x.prototype,`text`,void 0),m([o({attribute:!1})],x.prototype,`icon`,void 0),x=m([t(`wf-notice`)],x);export{b as t};