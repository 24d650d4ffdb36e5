// Which array of an NPZ file holds the images, and which the labels, by the usual names: those of Keras
// (x_train, y_train, x_test, y_test), of scikit-learn (images or data, target; X, y) and similar ones
// (train_images, train_labels). docs/data.md lists them.
#pragma once

#include <string>
#include <vector>

namespace cae {

enum class DataPart { training, test };

// The name of the array with the images of this part: a name for the part before one for both parts, else the
// only one; "" for none.
std::string images_array(const std::vector<std::string>& names, DataPart part);

// The name of the labels that belong to the array `images`: y_train beside x_train, target beside data; ""
// for none.
std::string labels_beside(const std::vector<std::string>& names, const std::string& images);

// The name of the labels in a file without images.
std::string labels_array(const std::vector<std::string>& names, DataPart part);

}  // namespace cae
