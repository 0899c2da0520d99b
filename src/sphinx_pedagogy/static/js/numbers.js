// -- Numbers as people write them -----------------------------------------------------------------------
//
// A script of its own, which pages load that ask for a number. It gives its data to its own tag.

const LANGUAGE = document.documentElement.lang || "en";
const POINT_GROUPS = groupsWithPoint(LANGUAGE);

/** What words and signs after a number multiply it by. */
const SCALES = {
  "%": 0.01, percent: 0.01, prozent: 0.01, "pour cent": 0.01, "\u2030": 0.001,
  k: 1e3, thousand: 1e3, tausend: 1e3, mille: 1e3,
  m: 1e6, million: 1e6, millions: 1e6, millionen: 1e6, mio: 1e6,
  billion: 1e9, billions: 1e9, milliarde: 1e9, milliarden: 1e9, mrd: 1e9, milliard: 1e9, milliards: 1e9,
  trillion: 1e12, trillions: 1e12, billionen: 1e12,
};

const DIGITS = "\\d+(?:[.,' _]\\d+)*\\.?|\\.\\d+";
const FACTOR = new RegExp(`^\\s*(${DIGITS})(?:e([+-]?\\d+))?(?:\\s*\\^\\s*([+-]?\\d+))?\\s*`, "i");

/** Whether a language puts points between the thousands. */
function groupsWithPoint(language) {
  try {
    const parts = new Intl.NumberFormat(language).formatToParts(1234567);
    return parts.some(({ type, value }) => type === "group" && value === ".");
  } catch {
    return false; // no language that the browser knows
  }
}

/** Return *text* in plain signs. */
function plainNumber(text) {
  const superscript = (found) => `^${found.normalize("NFKC").replace("\u2212", "-")}`;
  const digit = (found) => String(found.codePointAt(0) & 15);
  return text
    .slice(0, 200)
    .replace(/[\u207A\u207B]?[\u2070\u00B9\u00B2\u00B3\u2074-\u2079]+/g, superscript)
    .replace(/[\u00BC-\u00BE\u2150-\u215E]/g, " $&")
    .normalize("NFKC")
    .replace(/[\u0660-\u0669]/g, digit)
    .replace(/[\u06F0-\u06F9]/g, (found) => String(found.codePointAt(0) - 0x6f0))
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018\u2019\u02BC]/g, "'")
    .replace(/[\u00F7\u2044\u2215]/g, "/")
    .replace(/\*\*/g, "^")
    .replace(/[\u00B7\u00D7\u22C5\u2219]|(?<=\d\s*)(?<!^[+-]?0)x(?=\s*\d)/g, "*")
    .replace(/\^\s*[({]\s*([+-]?\d+)\s*[)}]/g, "^$1")
    .replace(/\s+/g, " ")
    .replace(/^ ?(?:about|around|roughly|approximately|circa|ca\.?|etwa|rund|environ|[a-z] ?=|[~\u2248=])* ?/i, "")
    .replace(/^([+-]?) ?([$\u20AC\u00A3]) ?(.*)$/, "$1$3 $2")
    .trim();
}

/** Return what digits with points, commas and blanks may mean. */
function digitReadings(digits) {
  const groups = /^\d{1,3}(?:([ '_])\d{3})(?:\1\d{3})*([.,]\d+)?$/.exec(digits);
  if (groups) return [digits.replaceAll(groups[1], "").replace(",", ".")];
  if (/[ '_]/.test(digits)) return [];
  const english = /^\d{1,3}(,\d{3})+(\.\d+)?$|^\d{1,2}(,\d{2})+,\d{3}(\.\d+)?$/.test(digits);
  const point = /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(digits);
  const found = [];
  if (/^\d+\.?$|^\d*\.\d+$/.test(digits)) found.push(digits);
  if (/^\d+,\d+$/.test(digits)) found.push(digits.replace(",", "."));
  if (english) found.push(digits.replaceAll(",", ""));
  // 1.234 is a bit more than one, unless the page's language puts points between the thousands
  if (point && (POINT_GROUPS || /[.].*[.,]/.test(digits))) found.push(digits.replaceAll(".", "").replace(",", "."));
  return found;
}

/** Read numbers that are multiplied and divided: return what they may mean, and what is left of the text. */
function readProduct(text) {
  let readings = [1];
  let divides = false;
  for (let rest = text; ; ) {
    const found = FACTOR.exec(rest);
    if (!found) return [[], rest];
    const [all, digits, exponent, power] = found;
    const factors = digitReadings(digits).map((one) => Number(`${one}e${exponent ?? 0}`) ** Number(power ?? 1));
    readings = readings.flatMap((one) => factors.map((factor) => (divides ? one / factor : one * factor)));
    rest = rest.slice(all.length);
    const sign = /^[*/](?=\s*[\d.])/.exec(rest);
    if (!sign || readings.length > 50) return [readings, rest];
    divides = sign[0] === "/";
    rest = rest.slice(1);
  }
}

/** Read a sign, a whole number before a fraction, and a product. */
function readSigned(text) {
  const sign = /^[+-]\s*/.exec(text);
  const negative = text.startsWith("-") ? -1 : 1;
  const rest = text.slice(sign ? sign[0].length : 0);
  const mixed = /^(\d+) (\d+) ?\/ ?(\d+)(?![\d.,])/.exec(rest);
  const [readings, left] = mixed
    ? [[Number(mixed[1]) + mixed[2] / mixed[3]], rest.slice(mixed[0].length)]
    : readProduct(rest);
  return [readings.map((one) => negative * one), left];
}

/** Return by what a word after a number multiplies it, and the unit after that. A sign may be that of a unit. */
function scaleOf(after, asked) {
  const isUnit = (unit) => readUnit(unit).some(([, sign]) => asked.some(([, other]) => sign === other));
  const lower = after.toLowerCase();
  if (!after || isUnit(after)) return [1, after];
  if (Object.hasOwn(SCALES, lower)) return [SCALES[lower], ""];
  const [word] = lower.split(" ");
  return word.length > 1 && Object.hasOwn(SCALES, word) ? [SCALES[word], after.slice(word.length).trim()] : [1, after];
}

/**
 * Return what *text* may mean as an answer to a check that *said* something, or the unit that is not asked for.
 *
 * 48% is 0.48, and 48 where percents are asked for: where the author wrote the number so, or where it is too large
 * to be a share.
 */
function readNumber(text, { pedNumber, pedPercent }, said = "") {
  const [readings, left] = readSigned(plainNumber(text));
  const after = left.trim().replace(/\.$/, "");
  if (!readings.length || !/^[^\d=+*^<>]*$/.test(after)) return { numbers: [] };
  const right = Number(pedNumber);
  const asked = unitsOf(said, right);
  const [scale, unit] = scaleOf(after, asked);
  const isShare = scale < 1;
  if (isShare && asked.length && pedPercent === undefined && !/[%\u2030]|per ?cent|prozent|pour cent/i.test(said)) {
    return { numbers: [], strange: after };
  }
  const factors = factorsOf(unit, asked, said);
  if (!factors.length) return { numbers: [], strange: unit };
  const percents = pedPercent !== undefined || Math.abs(right) > 1;
  // "5 m" may be metres where no unit is asked for
  const asWritten = isShare ? percents : scale === 1 || (after.length === 1 && !asked.length);
  const scaled = readings.flatMap((one) => factors.map((factor) => one * scale * factor));
  const written = scale === 1 ? scaled : readings;
  // a share, where the right number is one of percents
  const shares = pedPercent === undefined ? [] : scaled.map((one) => one * 100);
  const numbers = [...(asWritten ? written : []), ...(pedPercent !== undefined && isShare ? [] : scaled), ...shares];
  return { numbers: numbers.filter(Number.isFinite) };
}

document.currentScript.data = { readNumber };
