// What a page has without this script, it has with it: the script shows one of what is there, says what a
// mark says when it is pointed at, and moves a view. It writes no number.
(function () {
  'use strict';
  var all = function (what, within) { return Array.prototype.slice.call((within || document).querySelectorAll(what)); };
  var one = function (id) { return document.getElementById(id); };
  var svg = function (name) { return document.createElementNS('http://www.w3.org/2000/svg', name); };

  all('.switches').forEach(function (e) { e.hidden = false; });

  function press(button) {
    all('button[aria-pressed]', button.parentNode).forEach(function (b) { b.setAttribute('aria-pressed', String(b === button)); });
  }
  function pressAll(what) { all(what).forEach(press); }

  // Scope, axes and law: one of those on the page is shown. A choice holds for all scopes.
  all('button[data-scope]').forEach(function (b) {
    b.addEventListener('click', function () {
      press(b);
      all('.face').forEach(function (f) { f.hidden = f.dataset.face !== b.dataset.scope; });
      hide();
    });
  });
  all('button[data-axes]').forEach(function (b) {
    b.addEventListener('click', function () {
      pressAll('button[data-axes="' + b.dataset.axes + '"]');
      all('[data-view]').forEach(function (v) { v.hidden = v.dataset.view !== b.dataset.axes; });
      hide();
    });
  });
  all('button[data-choose]').forEach(function (b) {
    b.addEventListener('click', function () {
      var face = b.closest('.face');
      press(b);
      all('[data-law]', face).forEach(function (e) {
        var on = e.dataset.law === b.dataset.choose;
        if (e instanceof SVGElement) { if (on) e.removeAttribute('display'); else e.setAttribute('display', 'none'); }
        else e.hidden = !on;
      });
      hide();
    });
  });

  // What a mark says. Its title would be shown by the browser too, so it moves into the mark.
  var tip = one('tip'), live = one('live'), pinned = null, wait = 0;
  all('[data-s]').forEach(function (m) {
    var t = m.querySelector('title');
    m.tip = t ? t.textContent : '';
    if (t) t.remove();
  });
  function seen(m) { return m.getClientRects().length > 0; }
  function show(m, aloud) {
    all('.at').forEach(function (e) { e.classList.remove('at'); });
    m.classList.add('at');
    var row = rowOf(m), more = row && row.querySelector('details p');
    tip.textContent = m.tip + (more ? ' ' + more.textContent : '');
    tip.hidden = false;
    var r = m.getBoundingClientRect(), w = tip.offsetWidth, h = tip.offsetHeight;
    var x = Math.max(8, Math.min(r.left + r.width / 2 - w / 2, document.documentElement.clientWidth - w - 8));
    var y = r.top - h - 8;
    if (y < 4) y = r.bottom + 8;
    tip.style.left = (x + window.scrollX) + 'px';
    tip.style.top = (y + window.scrollY) + 'px';
    if (aloud) { clearTimeout(wait); wait = setTimeout(function () { live.textContent = tip.textContent; }, 150); }
  }
  function hide() {
    pinned = null;
    tip.hidden = true;
    all('.at').forEach(function (e) { e.classList.remove('at'); });
  }
  function rowOf(m) {
    var face = m.closest('.face');
    return m.dataset.cause && face && one(face.dataset.face + '-' + m.dataset.cause);
  }
  function open(m) {
    var row = rowOf(m);
    if (!row) return;
    all('tr.told').forEach(function (e) { e.classList.remove('told'); });
    row.classList.add('told');
    var d = row.querySelector('details');
    if (d) d.open = true;
    row.scrollIntoView({ block: 'nearest' });
  }
  document.addEventListener('pointerover', function (e) {
    var m = e.target.closest && e.target.closest('[data-s]');
    if (m) { if (!pinned) show(m); } else if (!pinned && e.pointerType !== 'touch') hide();
  });
  document.addEventListener('click', function (e) {
    var m = e.target.closest && e.target.closest('[data-s]');
    if (m) { show(m, true); open(m); pinned = m; } else if (!e.target.closest('.plot')) hide();
  });
  document.addEventListener('keydown', function (e) { if (e.key === 'Escape') hide(); });

  // A chart is one stop of the Tab key; arrows go from mark to mark in it.
  all('.plot').forEach(function (plot) {
    if (!plot.querySelector('[data-s]')) return;
    plot.tabIndex = 0;
    var at = null;
    plot.addEventListener('blur', function () { at = null; hide(); });
    plot.addEventListener('keydown', function (e) {
      var marks = all('[data-s]', plot).filter(seen);
      if (!marks.length) return;
      var names = [];
      marks.forEach(function (m) { if (names.indexOf(m.dataset.s) < 0) names.push(m.dataset.s); });
      var of = function (name) {
        return marks.filter(function (m) { return m.dataset.s === name; }).sort(function (a, b) { return a.dataset.i - b.dataset.i; });
      };
      if (at && marks.indexOf(at) < 0) at = null;
      var line = of(at ? at.dataset.s : names[0]), i = line.indexOf(at), k = names.indexOf(at ? at.dataset.s : names[0]);
      switch (e.key) {
        case 'ArrowRight': i = Math.min(i + 1, line.length - 1); break;
        case 'ArrowLeft': i = i < 0 ? line.length - 1 : Math.max(i - 1, 0); break;
        case 'Home': i = 0; break;
        case 'End': i = line.length - 1; break;
        case 'ArrowUp': case 'ArrowDown':
          if (names.length > 1 && at) {
            k = (k + (e.key === 'ArrowUp' ? 1 : names.length - 1)) % names.length;
            line = of(names[k]);
            i = 0;
            line.forEach(function (m, j) { if (Number(m.dataset.i) <= Number(at.dataset.i)) i = j; });
          } else if (!at) i = 0;
          break;
        case 'Enter': if (at) { open(at); pinned = at; e.preventDefault(); } return;
        case 'Escape': at = null; return;
        default: return;
      }
      e.preventDefault();
      at = line[i];
      show(at, true);
    });
  });

  // The lanes of a run: another run in the same chart, or a part of it.
  var data = one('run-data');
  if (!data) return;
  data = JSON.parse(data.textContent);
  var chart = one('lanes-chart'), picture = chart.querySelector('.plot > svg'), rows = picture.querySelector('.rows'), bar = picture.querySelector('.shares');
  var labels = picture.querySelector('[data-labels]'), ticks = picture.querySelector('[data-ticks]');
  var whole = rows.viewBox.baseVal.width, left = rows.x.baseVal.value, wide = rows.width.baseVal.value;
  var pickN = one('pick-n'), pickRun = one('pick-run'), run = data.runs[0], from = 0, span = whole;
  var frames = {};
  data.runs.forEach(function (r) { var n = r.key.split('-')[0]; if (r.frame) frames[n] = r.frame; });
  function write(group, x, y, text, anchor) {
    var t = svg('text');
    t.setAttribute('x', x); t.setAttribute('y', y); t.setAttribute('text-anchor', anchor);
    t.textContent = text;
    group.appendChild(t);
  }
  function view() {
    var frame = frames[run.key.split('-')[0]];
    rows.setAttribute('viewBox', from + ' 0 ' + span + ' ' + frame.rows);
    ticks.textContent = '';
    var near = whole / span, every = near >= 6 ? 1 : near >= 4 ? 2 : near >= 2 ? 5 : 10;
    run.ticks.texts.forEach(function (text, i) {
      var at = i * run.ticks.apart;
      if (i % every || at < from || at > from + span) return;
      write(ticks, left + (at - from) / span * wide, Number(frame.height) + rows.y.baseVal.value + 18, text, 'middle');
    });
  }
  function put(next) {
    run = next;
    var frame = frames[run.key.split('-')[0]];
    one('run-title').textContent = run.title;
    picture.setAttribute('viewBox', '0 0 720 ' + frame.whole);
    picture.setAttribute('height', frame.whole);
    rows.setAttribute('height', frame.height);
    rows.querySelector('rect').setAttribute('height', frame.rows);
    all('path', rows).forEach(function (p) { p.setAttribute('d', run.paths[p.dataset.state] || ''); });
    all('path', bar).forEach(function (p) { p.setAttribute('d', run.bar[p.dataset.state] || ''); });
    labels.textContent = '';
    frame.labels.forEach(function (l) { write(labels, left - 8, l.y, l.text, 'end'); });
    all('.legend li', chart).forEach(function (l) {
      var share = run.shares[l.dataset.key] || '';
      l.hidden = !share;
      l.querySelector('b').textContent = share;
    });
    view();
  }
  function find(key) { return data.runs.filter(function (r) { return r.key === key; })[0]; }
  pickN.addEventListener('change', function () {
    var at = data.ns.filter(function (n) { return String(n.n) === pickN.value; })[0];
    pickRun.textContent = '';
    at.choices.forEach(function (c) {
      var o = document.createElement('option');
      o.value = c.key; o.textContent = c.label;
      pickRun.appendChild(o);
    });
    put(find(at.choices[0].key));
  });
  pickRun.addEventListener('change', function () { put(find(pickRun.value)); });
  function zoom(how) {
    var middle = from + span / 2;
    switch (how) {
      case 'whole': from = 0; span = whole; break;
      case 'start': span = whole / 8; from = 0; break;
      case 'end': span = whole / 8; from = whole - span; break;
      case 'in': span = Math.max(span / 2, whole / 16); from = middle - span / 2; break;
      case 'out': span = Math.min(span * 2, whole); from = middle - span / 2; break;
      case 'back': from -= span / 4; break;
      case 'on': from += span / 4; break;
    }
    from = Math.round(Math.max(0, Math.min(whole - span, from)));
    var name = span === whole ? 'whole' : span === whole / 8 && from === 0 ? 'start' : span === whole / 8 && from === whole - span ? 'end' : '';
    all('button[data-zoom][aria-pressed]').forEach(function (b) { b.setAttribute('aria-pressed', String(b.dataset.zoom === name)); });
    view();
  }
  all('button[data-zoom]').forEach(function (b) { b.addEventListener('click', function () { zoom(b.dataset.zoom); }); });
  var plot = chart.querySelector('.plot');
  plot.tabIndex = 0;
  plot.addEventListener('keydown', function (e) {
    var how = { '+': 'in', '=': 'in', '-': 'out', '0': 'whole', '[': 'start', ']': 'end', 'ArrowLeft': 'back', 'ArrowRight': 'on' }[e.key];
    if (how) { e.preventDefault(); zoom(how); }
  });
})();
