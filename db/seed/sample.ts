/** First names, combined at random with {@link LAST_NAMES} into customers nobody is. */
export const FIRST_NAMES =
  "Ada Amir Anna Ben Carla Chen Clara Dario Diego Elena Emil Eva Farah Felix Grace Hana Hugo Ines Ivan Jade Jonas Julia Kai Karim Lara Leo Lina Lucas Maja Marco Mei Mila Nadia Nico Nora Omar Paula Priya Ravi Rosa Sami Sara Sofia Theo Tomas Vera Yuki Zoe".split(
    " ",
  );

/** Last names; see {@link FIRST_NAMES}. */
export const LAST_NAMES =
  "Abbot Adler Baker Barros Becker Berg Blanc Brooks Castro Cole Costa Cruz Dahl Diaz Dubois Evans Fischer Fontaine Garcia Grant Haas Hale Hansen Hughes Ito Jansen Kaya Keller Klein Kovac Lang Laurent Lee Lopez Mason Meyer Moreau Nakata Novak Olsen Park Patel Perez Quinn Reyes Rossi Roth Silva Stone Tanaka Torres Vogel Wagner Walsh Weber West Wood Young Zeller Ziegler".split(
    " ",
  );

/** Streets of delivery addresses. */
export const STREETS =
  "Oak Avenue|Maple Street|Mill Lane|Station Road|Garden Street|River Walk|Church Lane|Market Square|Hill Road|Lake Drive".split(
    "|",
  );

/** Where customers live: place of taxation, city, postal code, currency, and how many of a hundred live there. */
export const PLACES = [
  { place: "US-CA", city: "Los Angeles", postal: "90012", currency: "USD", weight: 14 },
  { place: "US-NY", city: "New York", postal: "10001", currency: "USD", weight: 10 },
  { place: "US-TX", city: "Austin", postal: "73301", currency: "USD", weight: 8 },
  { place: "US-WA", city: "Seattle", postal: "98101", currency: "USD", weight: 5 },
  { place: "US-FL", city: "Miami", postal: "33101", currency: "USD", weight: 5 },
  { place: "US-IL", city: "Chicago", postal: "60601", currency: "USD", weight: 4 },
  { place: "US-OR", city: "Portland", postal: "97201", currency: "USD", weight: 3 },
  { place: "US-MA", city: "Boston", postal: "02108", currency: "USD", weight: 3 },
  { place: "US-CO", city: "Denver", postal: "80202", currency: "USD", weight: 3 },
  { place: "CA-ON", city: "Toronto", postal: "M5H 2N2", currency: "CAD", weight: 7 },
  { place: "CA-BC", city: "Vancouver", postal: "V6B 1A1", currency: "CAD", weight: 4 },
  { place: "CA-QC", city: "Montréal", postal: "H2Y 1C6", currency: "CAD", weight: 4 },
  { place: "CA-AB", city: "Calgary", postal: "T2P 1J9", currency: "CAD", weight: 2 },
  { place: "GB", city: "London", postal: "EC1A 1BB", currency: "GBP", weight: 9 },
  { place: "GB", city: "Manchester", postal: "M1 1AE", currency: "GBP", weight: 4 },
  { place: "DE", city: "Berlin", postal: "10115", currency: "EUR", weight: 5 },
  { place: "FR", city: "Lyon", postal: "69001", currency: "EUR", weight: 4 },
  { place: "NL", city: "Utrecht", postal: "3511 AA", currency: "EUR", weight: 2 },
  { place: "ES", city: "Valencia", postal: "46001", currency: "EUR", weight: 2 },
  { place: "IE", city: "Cork", postal: "T12 W026", currency: "EUR", weight: 2 },
] as const;

/** Food boxes with the monthly price in US dollars; `off` is a sale in percent. */
export const PRODUCTS = [
  { code: "HARVEST", name: "Harvest Vegetable Box", price: "34.50", off: 0 },
  { code: "ORCHARD", name: "Orchard Fruit Box", price: "28.90", off: 0 },
  { code: "CATCH", name: "Coastal Catch Box", price: "58.00", off: 0 },
  { code: "CHEESE", name: "Farmhouse Cheese Selection", price: "46.00", off: 10 },
  { code: "BREAD", name: "Stone Oven Bread Box", price: "24.50", off: 0 },
  { code: "PASTURE", name: "Pasture Meat Box", price: "64.90", off: 0 },
  { code: "GREEN", name: "Plant-Based Kitchen Box", price: "39.90", off: 0 },
  { code: "FAMILY", name: "Family Dinner Kit", price: "72.00", off: 0 },
  { code: "MORNING", name: "Breakfast and Granola Box", price: "21.90", off: 10 },
  { code: "PANTRY", name: "Spice and Pantry Box", price: "26.40", off: 0 },
  { code: "ROAST", name: "Coffee Roastery Choice", price: "29.00", off: 0 },
  { code: "PRESS", name: "Juice and Smoothie Box", price: "31.50", off: 0 },
] as const;
