(function(w,d){w.pageData=w.pageData||[];w.pageData.push({id:"%(slug)s",section:"%(section)s",lang:"%(language)s",build:"NOISE-NONCE"});
function on(t,e,f){if(t&&t.addEventListener){t.addEventListener(e,f,false)}}
function consent(){try{return w.localStorage.getItem("consent.v3")}catch(e){return null}}
function show(id,yes){var n=d.getElementById(id);if(n){n.style.display=yes?"block":"none"}}
on(d,"DOMContentLoaded",function(){show("consent",consent()===null);
 var b=d.querySelectorAll("[data-consent]");for(var i=0;i<b.length;i++){on(b[i],"click",function(){
  try{w.localStorage.setItem("consent.v3",this.getAttribute("data-consent"))}catch(e){}show("consent",false)})}
 var l=d.querySelectorAll("img[data-src]");function fill(){for(var i=0;i<l.length;i++){var r=l[i].getBoundingClientRect();
  if(r.top<w.innerHeight+200&&!l[i].src){l[i].src=l[i].getAttribute("data-src")}}}on(w,"scroll",fill);fill();
 var s=d.querySelectorAll("[data-share]");for(var k=0;k<s.length;k++){on(s[k],"click",function(ev){ev.preventDefault();
  w.open(this.getAttribute("href"),"share","width=600,height=480")})}
 var depth=[25,50,75,100];on(w,"scroll",function(){var p=100*(w.pageYOffset+w.innerHeight)/d.body.scrollHeight;
  while(depth.length&&p>=depth[0]){w.pageData.push({event:"scroll",percent:depth.shift()})}})});
w.adUnits=["top","rail-1","rail-2","inline-1","inline-2","foot"];w.adKey="NOISE-NONCE";
})(window,document);
