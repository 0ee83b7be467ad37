(function () {
  var bar = document.querySelector('.filter'), selects = bar.querySelectorAll('select'), count = bar.querySelector('output');
  var things = Array.prototype.slice.call(document.querySelectorAll('[data-kinds]'));
  function has(thing, name, wanted) { return !wanted || thing.getAttribute(name).split(' ').indexOf(wanted) >= 0; }
  function show() {
    var who = selects[0].value, kind = selects[1].value, shown = 0;
    things.forEach(function (thing) {
      var fits = has(thing, 'data-who', who) && has(thing, 'data-kinds', kind);
      thing.hidden = !fits; shown += fits ? 1 : 0;
    });
    Array.prototype.forEach.call(document.querySelectorAll('section.group'), function (group) {
      group.hidden = !group.querySelector('[data-kinds]:not([hidden])');
    });
    Array.prototype.forEach.call(document.querySelectorAll('.fold, article.same'), function (fold) { fold.hidden = !!(who || kind); });
    count.textContent = bar.getAttribute('data-count').replace('{n}', shown).replace('{all}', things.length);
  }
  Array.prototype.forEach.call(selects, function (one) { one.addEventListener('change', show); });
  bar.hidden = false; show();
})();
