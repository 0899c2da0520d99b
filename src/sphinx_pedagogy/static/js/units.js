// -- Units behind a number ------------------------------------------------------------------------------
//
// A check names its unit in its own text: behind the right number, else anywhere. Where it names none, any is taken.

/** Units by their sign, with the words for them. */
const UNITS = {
  Hz: "hertz", s: "sec|second|seconde|sekunde", min: "minute", h: "hour|heure|stunde",
  m: "meter|metre|m\u00E8tre", g: "gram|gramm|gramme", L: "liter|litre", B: "byte|octet", bit: "bit",
  V: "volt", A: "ampere|amp\u00E8re|amp", W: "watt", J: "joule", N: "newton", Pa: "pascal", K: "kelvin",
  eV: "electronvolt", mol: "mol", "\u03A9": "ohm", "\u00B0C": "celsius",
  "$": "dollar|usd", "\u20AC": "euro|eur", "\u00A3": "pound|gbp",
};
const SIGNED = new Map(Object.keys(UNITS).map((sign) => [sign.toLowerCase(), sign]));
const WORDED = Object.entries(UNITS).map(([sign, words]) => [sign, new RegExp(`^(?:${words})(?:e?s|n)?$`)]);

/** Prefixes of signs, in which "m" is not "M"; and of words. */
const SIGN_PREFIXES = {
  "": 1, T: 1e12, G: 1e9, M: 1e6, k: 1e3, K: 1e3, c: 1e-2, m: 1e-3, "\u03BC": 1e-6, u: 1e-6, n: 1e-9, p: 1e-12,
  Ti: 2 ** 40, Gi: 2 ** 30, Mi: 2 ** 20, Ki: 2 ** 10,
};
const WORD_PREFIXES = {
  "": 1, tera: 1e12, giga: 1e9, mega: 1e6, "m\u00E9ga": 1e6, kilo: 1e3, centi: 1e-2, zenti: 1e-2,
  milli: 1e-3, micro: 1e-6, mikro: 1e-6, nano: 1e-9, pico: 1e-12,
};

/** Signs that are no words, and so are units wherever they stand. */
const SURE = /^(?:[kKMGT]?Hz|[kMGT]i?B|[kM]?eV|[kcmn]m|[km]g|[mn]s|[kM]W|[km]V|mA|[kM]J|[kM]Pa|[m]?mol|\u03A9|\u00B0C|[$\u20AC\u00A3])$/;
const UNIT = /[\p{L}\u00B0\u03A9$\u20AC\u00A3]+(?:\/[\p{L}]+)*/gu;

/** Return what a word or sign may stand for as a unit: how many of which. */
function readUnit(text) {
  const [first, ...others] = text.split("/").map(readOne);
  const below = (above, unit) => above.flatMap(([size, sign]) => unit.map(([by, other]) => [size / by, `${sign}/${other}`]));
  return others.reduce(below, first);
}

function readOne(text) {
  const found = [];
  for (const [prefix, size] of Object.entries(SIGN_PREFIXES)) {
    const rest = text.slice(prefix.length);
    const sign = SIGNED.get(rest.toLowerCase());
    if (text.startsWith(prefix) && sign && (rest.length > 1 || prefix || rest === sign || rest === "l")) found.push([size, sign]);
  }
  const word = text.toLowerCase();
  for (const [prefix, size] of Object.entries(WORD_PREFIXES)) {
    const rest = word.slice(prefix.length);
    if (word.startsWith(prefix)) for (const [sign, pattern] of WORDED) if (pattern.test(rest)) found.push([size, sign]);
  }
  return found;
}

/** Return the units in which a check asks for its number. */
function unitsOf(said, right) {
  const text = said.normalize("NFKC");
  const behind = [...text.matchAll(/(\d[\d.,' _]*)\s?([\p{L}\u00B0\u03A9$\u20AC\u00A3]+(?:\/\p{L}+)*)/gu)];
  const direct = behind.filter(([, digits]) => digitReadings(digits.trim()).some((one) => Number(one) === Math.abs(right)));
  const asked = direct.flatMap(([, , unit]) => readUnit(unit));
  if (asked.length) return asked;
  // a word such as "second" alone may count something
  const sure = (word) => SURE.test(word) || (word.length > 3 && !/^(?:seconde?|pound)$/i.test(word));
  return [...text.matchAll(UNIT)].filter(([word]) => sure(word)).flatMap(([word]) => readUnit(word));
}

/**
 * Return by what to multiply a number to have it in a unit that is asked for; nothing if it is no such unit. A word
 * of the check itself says what is counted.
 */
function factorsOf(unit, asked, said) {
  if (!unit || !asked.length) return [1];
  const [first] = unit.replace(/ ?\b(?:per|pro|par) /, "/").split(" ");
  const meant = readUnit(first);
  const factors = meant.flatMap(([size, sign]) => asked.flatMap(([one, other]) => (sign === other ? [size / one] : [])));
  const counts = !meant.length && (said.match(UNIT) ?? []).some((word) => word.toLowerCase() === first.toLowerCase());
  return counts ? [1] : factors;
}
