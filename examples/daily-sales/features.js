// What the model knows of a day in a shop: shared by training and prediction, so that the two cannot drift apart.
const shops = ['Vigo', 'Lugo', 'Ferrol', 'Ourense'];
const DAY = 86_400_000;
const start = Date.parse('2023-01-01') / DAY;

/** One row's features, each roughly between −1 and 1. */
export function featuresOf(row) {
  const day = Date.parse(row.date) / DAY;
  const year = (2 * Math.PI * day) / 365.25;
  return [
    ...shops.map(shop => (row.shop === shop ? 1 : 0)),
    ...Array.from({ length: 7 }, (_, weekday) => (Number(row.weekday) === weekday ? 1 : 0)),
    Math.sin(year),
    Math.cos(year),
    Math.sin(2 * year),
    Math.cos(2 * year),
    (day - start) / 1000,
    Number(row.promotion),
    Number(row.price) - 2.4,
  ];
}
